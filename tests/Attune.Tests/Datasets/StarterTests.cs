using System.Text.RegularExpressions;
using Attune.Datasets;
using Attune.People;
using Attune.Tokens;

namespace Attune.Tests.Datasets;

public sealed partial class StarterTests
{
    private static readonly Dataset Starter = Dataset.Open("starter");

    [Fact]
    public void It_is_valid_and_counts_what_it_holds()
    {
        Dataset.Validate("starter").ShouldBeEmpty();
        Starter.Location.ShouldBe("starter");
        Starter.Card.Counts.ShouldNotBeNull()["sessions"].ShouldBe(Starter.RandomSessions.Count + Starter.Profiles.Sum(p => Starter.SessionsOf(p.Id).Count));
        (Starter.Card.Counts["profiles"], Starter.Card.Counts["preferences"], Starter.Card.Counts["queries"])
            .ShouldBe((Starter.Profiles.Count, Starter.Preferences.Count, Starter.Queries.Count));
    }

    [Fact]
    public void It_has_three_users_of_four_life_events_or_more()
    {
        Starter.Profiles.Count.ShouldBe(3);
        Starter.Profiles.ShouldAllBe(p => p.LifeEvents.Count >= 4);
    }

    [Fact]
    public void Each_user_has_five_original_preferences_of_all_types_and_a_generalized_one()
    {
        foreach (var user in Starter.Profiles)
        {
            var own = Starter.Preferences.Where(p => p.UserId == user.Id).ToLookup(p => p.Kind);
            own[PreferenceKind.Original].Count().ShouldBe(5);
            own[PreferenceKind.Original].Select(p => p.Type).Distinct().Count().ShouldBe(4);
            own[PreferenceKind.Generalized].ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Every_original_preference_is_expressed_in_all_four_ways()
    {
        foreach (var preference in Starter.Preferences.Where(p => p.Kind == PreferenceKind.Original))
            foreach (var expression in (string[])["direct", "contextual", "stylistic", "experience"])
                Starter.EvidenceFor(preference, expression).ShouldBe([preference.Id], $"{preference.Id} {expression}");
    }

    [Fact]
    public void Experience_is_told_before_and_after_its_event()
    {
        foreach (var preference in Starter.Preferences.Where(p => p.Kind == PreferenceKind.Original))
        {
            var experience = Starter.SessionsOf(preference.UserId).Where(s => s.PreferenceId == preference.Id && s.Expression == "experience").ToList();
            experience.Count.ShouldBeGreaterThanOrEqualTo(2, preference.Id);
            var day = preference.Event.ShouldNotBeNull().Date.ShouldNotBeNull();
            experience.ShouldContain(s => s.Date < day, preference.Id);
            experience.ShouldContain(s => s.Date >= day, preference.Id);
        }
    }

    [Fact]
    public void Its_random_pool_fills_a_normal_context()
    {
        Starter.RandomSessions.Sum(s => s.Turns.Count).ShouldBeGreaterThanOrEqualTo(120);
        Starter.RandomSessions.SelectMany(s => s.Turns).Sum(t => (long)Tokenizer.Default.Count(t.User) + Tokenizer.Default.Count(t.Assistant)).ShouldBeGreaterThanOrEqualTo(35_000);
    }

    [Fact]
    public void Every_query_can_be_asked_in_all_three_tasks()
    {
        Starter.Queries.Select(q => q.PreferenceId).Distinct().Count().ShouldBe(Starter.Preferences.Count);
        Starter.Queries.ShouldAllBe(q => q.Options.Count == 4 && q.TrueQuestion != null && q.FalseQuestion != null);
    }

    [Fact]
    public void The_right_option_is_not_given_away_by_its_length_or_place()
    {
        var longest = Starter.Queries.Count(q => q.Options.MaxBy(o => o.Text.Length)!.Label == q.Answer);
        ((double)longest / Starter.Queries.Count).ShouldBeLessThanOrEqualTo(0.4);
        Starter.Queries.CountBy(q => q.Answer!).ShouldAllBe(answer => answer.Value <= Starter.Queries.Count * 0.4);
    }

    [Fact]
    public void What_is_said_in_style_is_never_stated()
    {
        var said = Starter.Profiles.SelectMany(p => Starter.SessionsOf(p.Id)).Where(s => s.Expression == "stylistic").SelectMany(s => s.Turns).Select(t => t.User).ToList();

        said.ShouldNotBeEmpty();
        said.Where(text => Stating().IsMatch(text)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(?:(?:dis)?lik(?:e|es|ed|ing)|prefer\w*|lov(?:e|es|ed|ing)|hat(?:e|es|ed|ing)|enjoy\w*|favou?rites?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stating();
}
