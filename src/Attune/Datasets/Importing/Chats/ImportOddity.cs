namespace Attune.Datasets.Importing.Chats;

/// <summary>Something odd that occurs in imported conversations: counted whole, its places named as far as a person would look.</summary>
/// <param name="Problem">What is odd.</param>
/// <param name="Action">What the importer did about it.</param>
/// <param name="Times">How often: records, or messages where the problem is one of messages.</param>
/// <param name="Places">The first twenty records: <c>file:line</c> in JSON lines, <c>file#record</c> (from 1) in a JSON array.</param>
public sealed record ImportOddity(string Problem, string Action, long Times, IReadOnlyList<string> Places);
