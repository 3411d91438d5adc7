using Attune.Models.Embedded.Simulator;
using Attune.People;

namespace Attune.Tests.Models.Embedded.Simulator;

public sealed class SeedFitTests
{
    [Fact]
    public void A_young_single_man_speaks_of_no_wife_husband_or_grandson()
    {
        var seeds = SeedFit.For(User("Male", "2004", "Single"), new(2025, 12, 31));

        foreach (var seed in seeds)
            foreach (var said in (string[])[seed.Event.Before, seed.Event.After, .. Bank.Talk[seed.Id].Before, .. Bank.Talk[seed.Id].After])
                foreach (var word in (string[])["my husband", "my wife", "my late husband", "grandson", "granddaughter", "my daughter"])
                    said.ShouldNotContain(word, Case.Insensitive, seed.Id);
        seeds.Select(s => s.Subtopic).Distinct().Count().ShouldBe(37);
    }

    [Fact]
    public void Who_has_a_family_can_speak_of_it() =>
        SeedFit.For(User("Female", "1960", "Married"), new(2025, 12, 31)).Count.ShouldBeGreaterThan(SeedFit.For(User("Male", "2004", "Single"), new(2025, 12, 31)).Count);

    private static Profile User(string gender, string birth, string maritalStatus) =>
        new() { Id = "u", Persona = "p", Demographics = new() { Name = "N", Birth = birth, Gender = gender, MaritalStatus = maritalStatus } };
}
