namespace Attune.Statistics;

/// <summary>What a pair of models scored against each other; a tie gives half to each.</summary>
/// <param name="First">Place of the first model.</param>
/// <param name="Second">Place of the second.</param>
/// <param name="ForFirst">Wins of the first and half the ties, at least 0.</param>
/// <param name="ForSecond">Likewise of the second.</param>
internal readonly record struct PairScore(int First, int Second, double ForFirst, double ForSecond)
{
    public double Weight => ForFirst + ForSecond;
}
