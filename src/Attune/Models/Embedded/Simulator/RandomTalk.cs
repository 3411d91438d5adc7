namespace Attune.Models.Embedded.Simulator;

/// <summary>A conversation that says nothing about anybody.</summary>
internal sealed record RandomTalk(string Id, string Subject, IReadOnlyList<RandomTalkTurn> Turns);

/// <summary>One of its turns.</summary>
internal sealed record RandomTalkTurn(string User, string Assistant);
