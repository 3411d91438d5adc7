using Attune.People;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class NamedPreferenceTests
{
    private static readonly Preference Quiet = new()
    {
        Id = "p",
        UserId = "u",
        Kind = PreferenceKind.Original,
        Topic = new() { Field = "Travel", Subtopic = "Lodging" },
        Text = "Prefers small family guest houses over chain hotels, because breakfast comes with advice.",
        Facets = new() { Liked = ["homestay", "bed and breakfast"], Disliked = ["business hotel"] },
    };

    [Theory]
    [InlineData("The user likes a homestay best.")]
    [InlineData("Avoid any hotel for business people.")]
    [InlineData("Small guest houses run by a family.")]
    public void A_text_names_a_preference_by_its_things_or_half_of_its_words(string text) => NamedPreference.In(["Other.", text], Quiet).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("Prefers small portions.")]
    [InlineData("Wants breakfast with advice.")]
    [InlineData("Sleeps in a bed.")]
    public void Less_than_that_does_not_name_it(string text) => NamedPreference.In([text], Quiet).ShouldBeFalse();

    [Theory]
    [InlineData("The user is vegetarian.", "No meat, I am vegetarian.", true)]
    [InlineData("The user prefers night trains over short flights.", "I took the night train again.", true)]
    [InlineData("The user prefers night trains over short flights.", "The user prefers something.", false)]
    [InlineData("The user likes quiet piano jazz rather than heavy metal.", "Piano bars, they are so quiet!", true)]
    [InlineData("The user likes quiet piano jazz rather than heavy metal.", "Quiet now.", false)]
    public void What_every_statement_says_and_what_it_prefers_to_are_no_words_of_it(string statement, string entry, bool names) =>
        NamedPreference.In([entry], Quiet with { Text = statement, Facets = null }).ShouldBe(names);

    [Fact]
    public void Words_from_several_entries_do_not_add_up() =>
        NamedPreference.In(["small", "family", "guest", "houses"], Quiet).ShouldBeFalse();

    [Fact]
    public void Nothing_names_nothing() => NamedPreference.In([], Quiet).ShouldBeFalse();
}
