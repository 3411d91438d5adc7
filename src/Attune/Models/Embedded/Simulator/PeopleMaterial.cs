namespace Attune.Models.Embedded.Simulator;

/// <summary>What users are invented from.</summary>
internal sealed record PeopleMaterial(
    IReadOnlyList<RegionNames> Names, IReadOnlyList<string> Towns, IReadOnlyList<Trade> Occupations, IReadOnlyList<Trait> Traits);

/// <summary>Names that go together.</summary>
internal sealed record RegionNames(string Region, IReadOnlyList<string> Female, IReadOnlyList<string> Male, IReadOnlyList<string> Neutral, IReadOnlyList<string> Family);

/// <summary>A trade, and who has it.</summary>
/// <param name="Occupation">As "tram driver".</param>
/// <param name="Workplace">As "the depot"; null where there is none.</param>
/// <param name="Education">The usual one.</param>
/// <param name="EconomicStatus">Usual ones.</param>
/// <param name="Ages">The youngest and the oldest.</param>
/// <param name="Motives">What moves people of the trade; the word for the reasons of their preferences.</param>
/// <param name="Personas">Who one of them is, in half a sentence.</param>
/// <param name="Extended">Sentences about work and days.</param>
internal sealed record Trade(
    string Occupation, string? Workplace, string Education, IReadOnlyList<string> EconomicStatus, IReadOnlyList<int> Ages, IReadOnlyList<string> Motives,
    IReadOnlyList<string> Personas, IReadOnlyList<string> Extended);

/// <summary>What somebody is like.</summary>
internal sealed record Trait(string Motive, string Text);
