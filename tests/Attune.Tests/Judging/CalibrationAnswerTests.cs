using Attune.Judging;
using Attune.People;

namespace Attune.Tests.Judging;

public sealed class CalibrationAnswerTests : IDisposable
{
    private const string Good =
        """{"id": "x", "preference": {"text": "Likes tea.", "type": "positive", "liked": ["tea"], "disliked": []}, "query": "q", "answer": "a", "scores": {"awareness": 1, "alignment": 2, "quality": 3}}""";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_shipped_set_covers_all_types_and_all_levels()
    {
        var shipped = CalibrationAnswer.Shipped();

        shipped.Count.ShouldBeGreaterThanOrEqualTo(40);
        shipped.Select(a => a.Id).ShouldBeUnique();
        shipped.Select(a => a.Preference.Type!.Value).Distinct().ShouldBe(Enum.GetValues<PreferenceType>(), ignoreOrder: true);
        foreach (var dimension in Judge.Dimensions)
            shipped.Select(a => a.Scores[dimension.ToString().ToLowerInvariant()]).Distinct().ShouldBe([1, 2, 3, 4, 5], ignoreOrder: true);
    }

    [Fact]
    public void Every_shipped_answer_has_words_to_judge_and_a_reason_for_each_score()
    {
        foreach (var answer in CalibrationAnswer.Shipped())
        {
            answer.Answer.ShouldNotBeNullOrWhiteSpace(answer.Id);
            answer.Query.ShouldNotBeNullOrWhiteSpace(answer.Id);
            answer.Why!.Keys.ShouldBe(answer.Scores.Keys, ignoreOrder: true, answer.Id);
        }
    }

    [Fact]
    public void A_file_of_ones_own_is_read()
    {
        File.WriteAllText(_file, Good + "\r\n\r\n");

        CalibrationAnswer.Read(_file).ShouldHaveSingleItem().Scores["alignment"].ShouldBe(2);
    }

    [Fact]
    public void Likes_and_dislikes_may_be_left_out()
    {
        File.WriteAllText(_file, Good.Replace(", \"liked\": [\"tea\"], \"disliked\": []", ""));

        CalibrationAnswer.Read(_file).ShouldHaveSingleItem().Preference.Liked.ShouldBeEmpty();
    }

    [Fact]
    public void A_preference_may_have_no_type()
    {
        File.WriteAllText(_file, Good.Replace(", \"type\": \"positive\"", ""));

        CalibrationAnswer.Read(_file).ShouldHaveSingleItem().Preference.Type.ShouldBeNull();
    }

    [Fact]
    public void Every_fault_of_a_file_is_reported_with_its_line()
    {
        string[] lines = [Good, "{", Good.Replace("\"quality\": 3", "\"quality\": 6"), Good.Replace(", \"quality\": 3", ""), Good.Replace("positive", "odd"), Good.Replace("\"query\": \"q\", ", "")];
        File.WriteAllLines(_file, lines);

        Should.Throw<BadInputException>(() => CalibrationAnswer.Read(_file)).Faults.Select(f => f.Place)
            .ShouldBe(Enumerable.Range(2, 5).Select(line => $"{_file}:{line}"));
    }

    [Fact]
    public void An_id_given_twice_is_a_fault()
    {
        File.WriteAllLines(_file, [Good, Good]);

        Should.Throw<BadInputException>(() => CalibrationAnswer.Read(_file)).Faults.ShouldHaveSingleItem().Place.ShouldBe($"{_file}:2");
    }

    [Theory]
    [InlineData("\"preference\": {\"text\": \"Likes tea.\", \"type\": \"positive\", \"liked\": [\"tea\"], \"disliked\": []}", "\"preference\": null")]
    [InlineData("\"text\": \"Likes tea.\", ", "")]
    [InlineData("{\"awareness\": 1, \"alignment\": 2, \"quality\": 3}", "null")]
    public void A_part_that_is_missing_is_a_fault_of_the_file_not_a_crash(string part, string instead)
    {
        File.WriteAllText(_file, Good.Replace(part, instead));

        Should.Throw<BadInputException>(() => CalibrationAnswer.Read(_file)).Faults.ShouldHaveSingleItem().Place.ShouldBe($"{_file}:1");
    }

    [Fact]
    public void An_empty_or_missing_file_is_refused()
    {
        File.WriteAllText(_file, "\n");
        Should.Throw<BadInputException>(() => CalibrationAnswer.Read(_file)).Faults.ShouldHaveSingleItem().Place.ShouldBe(_file);
        Should.Throw<BadInputException>(() => CalibrationAnswer.Read(_file + ".none")).Faults.ShouldHaveSingleItem().Place.ShouldBe(_file + ".none");
    }
}
