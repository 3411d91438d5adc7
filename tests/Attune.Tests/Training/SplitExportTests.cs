using Attune.Datasets.Parts;
using Attune.Training;

namespace Attune.Tests.Training;

public sealed class SplitExportTests : IDisposable
{
    private static readonly TrainingOptions Half = new() { Parts = SplitPart.Parse("train=0.5,test=0.5") };

    private readonly ExportFixture _export = new();

    private string TestFile => Path.Combine(_export.Data.Root, "out.test.jsonl");

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task No_topic_and_no_user_is_on_both_sides_and_paired_users_stay_together()
    {
        await _export.Run();

        var card = _export.Sft(Half);

        var (train, test) = (card.Parts[0], card.Parts[1]);
        (train.Name, train.File, test.Name, test.File).ShouldBe(("train", _export.Out, "test", TestFile));
        train.Users.Intersect(test.Users).ShouldBeEmpty();
        train.Topics.Intersect(test.Topics).ShouldBeEmpty();
        new[] { "u1,u2", "u3,u4" }.ShouldContain(string.Join(',', train.Users));
        (_export.Lines().Count, _export.Lines(TestFile).Count).ShouldBe((8, 8));
        card.LeakCheck!.SharedRandomSessions.ShouldBe(1, "r1 stands in every pair's history");
        card.LeakCheck.Questions.ShouldBeGreaterThan(0);
        card.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_sides_and_some_other_seed_others()
    {
        await _export.Run();
        var sides = Enumerable.Range(0, 8).Select(seed => Users(Half with { Seed = seed })).ToList();

        Users(Half with { Seed = 3 }).ShouldBe(sides[3]);
        sides.ShouldAllBe(s => s == "u1,u2" || s == "u3,u4");

        string Users(TrainingOptions options)
        {
            var card = _export.Sft(options);
            foreach (var file in (string[])[_export.Out, TestFile, _export.Out + ".card.json"]) File.Delete(file);
            return string.Join(',', card.Parts[0].Users);
        }
    }

    [Fact]
    public async Task One_topic_everywhere_cannot_be_divided()
    {
        for (var line = 1; line <= 12; line++) _export.Data.Set("preferences.jsonl", line, "topic", """{"field": "Food", "subtopic": "Snacks"}""");
        await _export.Run();

        var refusal = Should.Throw<BadInputException>(() => _export.Sft(Half));

        refusal.Message.ShouldContain("all 16 hang together by topic (Food / Snacks");
        refusal.Message.ShouldContain("Give the preferences finer subtopics");
        Directory.EnumerateFiles(_export.Data.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task Users_who_are_all_paired_cannot_be_divided()
    {
        foreach (var line in (int[])[1, 4, 7, 10]) _export.Data.Set("preferences.jsonl", line, "topic", """{"field": "Music", "subtopic": "Songs"}""");
        foreach (var line in (int[])[2, 3, 5, 6, 8, 9, 11, 12]) _export.Data.Set("preferences.jsonl", line, "topic", """{"field": "Sea", "subtopic": "Boats"}""");
        _export.Data.Write("pairs.jsonl", ExportFixture.Pair("1", "u1", "u2", "What first?") + ExportFixture.Pair("2", "u2", "u3", "What second?") + ExportFixture.Pair("3", "u3", "u4", "What third?"));
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft(Half)).Message.ShouldContain("users who are all paired with each other");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_leak_that_was_planted_is_found(bool isPreference)
    {
        // Each side quotes the other, in what everybody hears: so whichever is trained on holds something held out.
        var quotes = isPreference
            ? "They say: person 3 NEVER wants what number 7 of the list names - for good reasons! And person 1 never wants what number 1 of the list names, for good reasons."
            : "Shall I buy? What shall I buy for the evening, and how shall I get to the coast on Monday?";
        _export.Data.Edit("sessions.jsonl", text => text.Replace("How long does bread number 1 rise?", quotes));
        await _export.Run();

        var refusal = Should.Throw<BadInputException>(() => _export.Sft(Half));

        refusal.Message.ShouldContain("which is held out");
        refusal.Message.ShouldContain("out.jsonl:1, message 3");
        Directory.EnumerateFiles(_export.Data.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_of_a_held_out_user_is_found_in_another_s_history()
    {
        const string told = "Last winter I took the slow train along the coast with nothing but a thermos flask and the first volume of an encyclopaedia, and I would do it again.";
        _export.Data.Edit("sessions.jsonl", text => text.Replace("I moved house, says u1.", told).Replace("I moved house, says u3.", "As it happens: " + told));
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft(Half)).Message.ShouldMatch("would hold message 1 of session 'u[13]-life'");

        var card = _export.Sft(Half with { OnLeak = LeakAction.Drop });
        card.LeftOut["holds something held out"].ShouldBe(3, "the user's queries; the pair's history has no life event");
        _export.Lines().Count.ShouldBe(5);
        File.ReadAllText(_export.Out).ShouldNotContain("encyclopaedia");
        card.Parts[0].Conversations.ShouldBe(5);
    }

    [Fact]
    public async Task A_reply_from_a_held_out_history_is_found_in_another_s()
    {
        const string told = "Boil the jars for ten minutes, fill them to a finger below the rim, wipe what spilled, and let them cool upside down on a cloth overnight.";
        SayTo("u1", told);
        SayTo("u3", "Gladly! " + told);
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft(Half)).Message.ShouldMatch("would hold the reply to message 1 of session 'u[13]-life'");

        var card = _export.Sft(Half with { OnLeak = LeakAction.Drop });
        card.LeftOut["holds something held out"].ShouldBe(3);
        card.LeakCheck!.Replies.ShouldBe(1, "others are shorter than 20 words");
        File.ReadAllText(_export.Out).ShouldNotContain("upside down");
    }

    [Fact]
    public async Task A_short_reply_is_what_assistants_say_to_everybody()
    {
        SayTo("u1", "That is good to hear, and I will keep it in mind from now on.");
        SayTo("u3", "That is good to hear, and I will keep it in mind from now on.");
        await _export.Run();

        _export.Sft(Half).LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_stays_its_user_s_own_though_replies_to_others_repeat_it()
    {
        const string told = "Last winter I took the slow train along the coast with nothing but a thermos flask and the first volume of an encyclopaedia, and I would do it again.";
        foreach (var user in (string[])["u1", "u3"]) _export.Data.Edit("sessions.jsonl", text => text.Replace($"I moved house, says {user}.", told));
        SayTo("u4", $"You said: {told}");
        _export.Data.Write("pairs.jsonl", ExportFixture.Pair("food", "u1", "u2", "What shall I buy for the evening?"));
        await _export.Run();

        // The pair is on the larger side; the two others, who are not paired, are held out.
        var refusal = Should.Throw<BadInputException>(() => _export.Sft(new() { Parts = SplitPart.Parse("train=0.6,test=0.4") }));

        refusal.Message.ShouldContain("would hold message 1 of session 'u3-life'");
    }

    [Fact]
    public async Task What_stands_in_the_file_once_for_several_pairs_keeps_them_all_in_the_card()
    {
        const string told = "Last winter I took the slow train along the coast with nothing but a thermos flask and the first volume of an encyclopaedia, and I would do it again.";
        _export.Data.Edit("sessions.jsonl", text => text.Replace("I moved house, says u1.", told).Replace("I moved house, says u3.", told));
        _export.Data.Edit("pairs.jsonl", text => text + text.Replace("\"id\": \"pair-", "\"id\": \"second-"));
        await _export.Run();

        var card = _export.Sft(Half with { OnLeak = LeakAction.Drop });

        card.LeftOut.ShouldBe(new Dictionary<string, int> { ["same as another conversation"] = 4, ["holds something held out"] = 3 });
        foreach (var part in card.Parts) part.Queries.Count(q => q.StartsWith("second-", StringComparison.Ordinal)).ShouldBe(1);
        (card.Parts[0].Conversations, _export.Lines().Count).ShouldBe((5, 5));
    }

    [Theory]
    [InlineData("valid=0.5,test=0.5")]
    [InlineData("train=1")]
    public async Task Parts_without_one_to_train_on_or_to_hold_out_are_refused(string parts)
    {
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft(new() { Parts = SplitPart.Parse(parts) })).Message.ShouldContain("one of them 'train'");
    }

    [Fact]
    public async Task What_is_held_out_is_a_dataset_to_run_the_tuned_model_on()
    {
        await _export.Run();
        var folder = Path.Combine(_export.Data.Root, "held-out");

        var card = _export.Sft(Half with { HeldOut = folder });

        var held = Attune.Datasets.Dataset.Open(Path.Combine(folder, "test"));
        held.Profiles.Select(p => p.Id).ShouldBe(card.Parts[1].Users);
        held.Queries.Select(q => q.Id).Concat(held.Pairs.Select(p => p.Id)).ShouldBe(card.Parts[1].Queries, ignoreOrder: true);
        Should.Throw<BadInputException>(() => _export.Sft(new() { HeldOut = folder })).Message.ShouldContain("--held-out");
    }

    private void SayTo(string user, string reply) =>
        _export.Data.Edit("sessions.jsonl", text => text.Replace($"\"I moved house, says {user}.\",\"assistant\":\"I see.\"", $"\"I moved house, says {user}.\",\"assistant\":\"{reply}\""));
}
