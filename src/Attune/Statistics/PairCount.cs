namespace Attune.Statistics;

/// <summary>How the contests of one pair of models ended.</summary>
/// <param name="First">Won by the first of the pair.</param>
/// <param name="Second">Won by the second.</param>
/// <param name="Ties">Won by neither.</param>
internal readonly record struct PairCount(long First, long Second, long Ties)
{
    public long Contests => First + Second + Ties;
}
