using Attune.Synthesis.Drafts;

namespace Attune.Synthesis.Pairs;

/// <summary>Two opposed preferences that a pair is to be made of.</summary>
/// <param name="Place">Which of its user's preferences, from 0.</param>
/// <param name="Distance">How far the opposite is away, from 1.</param>
/// <param name="Key">Names both, by the source preference and the distance, in whatever group they are.</param>
/// <param name="One">The preference.</param>
/// <param name="Other">Its opposite.</param>
internal sealed record PairSubject(int Place, int Distance, string Key, StatedPreference One, StatedPreference Other);
