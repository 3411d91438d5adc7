using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user (RealPref 3.1, appendix A.1), from a persona or invented.</summary>
internal sealed class ProfileDraft(RealPrefPlan plan, string id, int number, string? persona)
    : Draft<ProfileAnswer>(Synthesis.Stage.Profiles, id, "generate-profile", DraftJson.Texts.ProfileAnswer)
{
    private Profile? _profile;

    protected override IEnumerable<string> Missing => _profile is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Number = number,
        Persona = persona,
        To = plan.Until,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Profile = _profile };

    protected override IReadOnlyList<Flaw> Take(ProfileAnswer answer)
    {
        List<Flaw> flaws = [.. Faults(answer).Select(f => new Flaw(Key, f))];
        var facts = answer.Demographics;
        if (flaws.Count == 0)
            _profile = new()
            {
                Id = Key,
                Persona = persona ?? answer.Persona.Trim(),
                ExtendedPersona = answer.ExtendedPersona.Trim(),
                Demographics = new()
                {
                    Name = facts.Name.Trim(),
                    Birth = facts.Birth.Trim(),
                    Gender = facts.Gender.Trim(),
                    Education = facts.Education.Trim(),
                    Occupation = facts.Occupation.Trim(),
                    EconomicStatus = facts.EconomicStatus.Trim(),
                    MaritalStatus = facts.MaritalStatus.Trim(),
                },
            };
        return flaws;
    }

    private IEnumerable<string> Faults(ProfileAnswer answer)
    {
        var facts = answer.Demographics;
        string?[] lengths =
        [
            Texts.Length("persona", answer.Persona, 3, 80), Texts.Length("extended_persona", answer.ExtendedPersona, 20, 200), Texts.Length("name", facts.Name, 1, 8),
            Texts.Length("gender", facts.Gender, 1, 6), Texts.Length("education", facts.Education, 1, 15), Texts.Length("occupation", facts.Occupation, 1, 15),
            Texts.Length("economic_status", facts.EconomicStatus, 1, 10), Texts.Length("marital_status", facts.MaritalStatus, 1, 10),
        ];
        foreach (var fault in lengths.OfType<string>()) yield return fault;
        if (Timeline.BirthYear(facts.Birth) is not { } year) yield return $"birth is '{facts.Birth}'; write the year";
        else if (plan.Until.Year - year is < Timeline.YoungestUser or > Timeline.OldestUser)
            yield return $"born in {year}, the user is not between {Timeline.YoungestUser} and {Timeline.OldestUser} years old in {plan.Until.Year}";
    }
}
