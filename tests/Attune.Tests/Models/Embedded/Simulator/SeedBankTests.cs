using System.Text.RegularExpressions;
using Attune.Models.Embedded.Simulator;
using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Tests.Models.Embedded.Simulator;

public sealed partial class SeedBankTests
{
    [Fact]
    public void Each_of_the_37_subtopics_has_at_least_eight_seeds_that_are_about_different_things()
    {
        var subtopics = Bank.Seeds.GroupBy(s => (s.Field, s.Subtopic)).ToList();

        subtopics.Count.ShouldBe(37);
        subtopics.ShouldAllBe(s => s.Count() >= 8);
        subtopics.ShouldAllBe(s => s.CountBy(x => x.Motive).All(m => m.Value <= 2));
        Bank.Seeds.Select(s => s.Id).ShouldBeUnique();
        Bank.Seeds.Select(s => s.Liked.Name).ShouldBeUnique();
    }

    [Fact]
    public void What_is_asked_gives_neither_side_away()
    {
        foreach (var seed in Bank.Seeds)
        {
            var sides = Words([seed.Liked.Name, .. seed.Liked.Instances, seed.Disliked.Name, .. seed.Disliked.Instances]);
            Words([seed.Query]).Intersect(sides).ShouldBeEmpty(seed.Id);
            Words([seed.Opening]).Intersect(sides).ShouldBeEmpty(seed.Id);
        }
    }

    [Fact]
    public void No_word_of_a_query_tells_the_sides_apart_for_any_type_of_preference()
    {
        foreach (var seed in Bank.Seeds)
            foreach (Facets facets in (Facets[])[
                new() { Liked = seed.Liked.Instances, Disliked = seed.Disliked.Instances }, new() { Liked = seed.Liked.Instances }, new() { Disliked = seed.Disliked.Instances }])
                TellingWords.In(seed.Query, facets).ShouldBeEmpty(seed.Id);
    }

    [Fact]
    public void Nobody_says_outright_what_is_only_hinted_at()
    {
        foreach (var seed in Bank.Seeds)
        {
            var talk = Bank.Talk[seed.Id];
            string[] said =
            [
                .. seed.Hints.Liked, .. seed.Hints.Disliked, seed.Opening, seed.Event.Before, seed.Event.After, .. talk.Opening, .. talk.OpeningReplies, .. talk.Before,
                .. talk.BeforeReplies, .. talk.After, .. talk.AfterReplies, .. talk.HintReplies,
            ];
            said.Select(ExplicitWords.In).OfType<string>().ShouldBeEmpty(seed.Id);
        }
    }

    [Fact]
    public void Options_of_both_sides_and_of_neither_are_there_and_differ()
    {
        foreach (var seed in Bank.Seeds)
        {
            string[] options = [.. seed.Liked.Instances, .. seed.Disliked.Instances, .. seed.Other];
            options.Length.ShouldBe(9, seed.Id);
            options.ShouldBeUnique();
            (seed.Hints.Liked.Count, seed.Hints.Disliked.Count).ShouldBe((2, 2));
        }
    }

    // Longer words only: the short ones are the language's and not the topic's.
    private static HashSet<string> Words(IEnumerable<string> texts) => [.. texts.SelectMany(t => Word().Matches(t.ToLowerInvariant()).Select(m => m.Value)).Where(w => w.Length > 4 && !Common.Contains(w))];

    private static readonly HashSet<string> Common = ["about", "after", "again", "other", "their", "there", "these", "those", "where", "which", "while", "without", "would", "could", "should", "before", "every", "between", "under", "three", "first"];

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Word();
}
