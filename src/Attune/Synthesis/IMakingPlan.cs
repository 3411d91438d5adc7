namespace Attune.Synthesis;

/// <summary>What is to be made: the plan of one pipeline, kept in <c>making/plan.json</c>.</summary>
internal interface IMakingPlan
{
    string Model { get; }

    long Seed { get; }

    string? Prompts { get; }
}
