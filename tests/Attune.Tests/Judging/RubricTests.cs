using Attune.Judging;
using Attune.People;
using Attune.Prompts;

namespace Attune.Tests.Judging;

public sealed class RubricTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(PreferenceType.Relative)]
    [InlineData(PreferenceType.Negative)]
    [InlineData(PreferenceType.Exclusive)]
    [InlineData(PreferenceType.Positive)]
    public void People_score_by_the_words_that_the_judge_is_given(PreferenceType? type)
    {
        foreach (var rubric in Rubric.All(PromptLibrary.Default, type))
        {
            var prompt = Judge.Rubric(PromptLibrary.Default, rubric.Dimension, type).Text;
            rubric.Levels.Count.ShouldBe(5);
            rubric.OfType.Count.ShouldBe(type is not null && rubric.Dimension == Dimension.Alignment ? 5 : 0);
            foreach (var text in (string[])[rubric.Question, .. rubric.Levels, .. rubric.OfType, .. rubric.Rulings]) prompt.ShouldContain(text);
            rubric.Question.ShouldEndWith(".");
        }
    }

    [Fact]
    public void A_level_of_alignment_says_what_it_means_for_the_preferences_type()
    {
        var alignment = Rubric.All(PromptLibrary.Default, PreferenceType.Negative)[1];

        alignment.Levels[1].ShouldBe("More against it than for it, or something ruled out is let in.");
        alignment.OfType.ShouldBe([
            "all suggestions are B, or the main one is", "at least one is B and at least one a real alternative",
            "B only as an optional extra, or something is left open that may well be B", "no B", "no B, tailored"]);
        alignment.TypeInTerms.ShouldBe("an aversion to B");
        alignment.Rulings.ShouldNotContain(r => r.Contains("(relative)"));
    }

    [Fact]
    public void Without_a_type_the_criteria_of_each_are_among_the_rulings() =>
        Rubric.All(PromptLibrary.Default, null)[1].Rulings.Count(r => r.StartsWith("For ", StringComparison.Ordinal)).ShouldBe(4);

    [Fact]
    public void What_only_concerns_a_model_is_not_shown() =>
        Rubric.All(PromptLibrary.Default, null).SelectMany(r => r.Rulings).ShouldNotContain(r => r.Contains("JSON") || r.StartsWith("You score", StringComparison.Ordinal));

    [Fact]
    public void A_prompt_that_was_replaced_and_names_no_levels_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("attune-rubric-");
        File.WriteAllText(Path.Combine(folder.FullName, "judge-quality.hbs"), "Score it.");

        Should.Throw<BadInputException>(() => Rubric.All(PromptLibrary.WithOverrides(folder.FullName), null)).Message.ShouldContain("judge-quality.hbs");
        folder.Delete(recursive: true);
    }
}
