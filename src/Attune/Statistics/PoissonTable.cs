using MathNet.Numerics.Distributions;

namespace Attune.Statistics;

/// <summary>Draws from a Poisson distribution with a whole mean in constant time, by Walker's alias method (1977, ACM Transactions on Mathematical Software 3(3)). Immutable.</summary>
internal sealed class PoissonTable
{
    // Beyond nine standard deviations and twenty counts lies less than a double's last digit of probability.
    private const double Deviations = 9;
    private const int Margin = 20;

    private readonly int _least;
    private readonly double[] _stay;
    private readonly int[] _alias;

    public PoissonTable(long mean)
    {
        var reach = Deviations * Math.Sqrt(mean) + Margin;
        _least = (int)Math.Max(0, Math.Floor(mean - reach));
        var poisson = new Poisson(mean);
        var size = (int)Math.Ceiling(mean + reach) - _least + 1;
        (_stay, _alias) = (new double[size], new int[size]);
        var probabilities = Enumerable.Range(_least, size).Select(poisson.Probability).ToArray();
        var total = probabilities.Sum();
        Fill([.. probabilities.Select(p => p / total * size)]);
    }

    public int Draw(KeyedRandom random)
    {
        var place = random.NextDouble() * _stay.Length;
        var column = (int)place;
        return _least + (place - column < _stay[column] ? column : _alias[column]);
    }

    private void Fill(double[] shares)
    {
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < shares.Length; i++) (shares[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            var (low, high) = (small.Pop(), large.Pop());
            (_stay[low], _alias[low]) = (shares[low], high);
            shares[high] -= 1 - shares[low];
            (shares[high] < 1 ? small : large).Push(high);
        }

        foreach (var full in small.Concat(large)) (_stay[full], _alias[full]) = (1, full);
    }
}
