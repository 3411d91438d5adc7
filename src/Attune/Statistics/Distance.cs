namespace Attune.Statistics;

/// <summary>How far two labels are apart, and, quickly, how far one label is from many.</summary>
internal abstract class Distance
{
    public static Distance Of(KappaWeights weights) => weights switch
    {
        KappaWeights.None => new Unlike(),
        KappaWeights.Linear => new Absolute(),
        KappaWeights.Quadratic => new Squared(),
        _ => throw new ArgumentOutOfRangeException(nameof(weights)),
    };

    public abstract double Between(double a, double b);

    /// <summary>A function that gives a label's summed distance from all of these.</summary>
    public abstract Func<double, double> TotalFrom(IReadOnlyCollection<double> labels);

    private sealed class Unlike : Distance
    {
        public override double Between(double a, double b) => a == b ? 0 : 1;

        public override Func<double, double> TotalFrom(IReadOnlyCollection<double> labels)
        {
            var counts = labels.CountBy(l => l).ToDictionary();
            return label => labels.Count - counts.GetValueOrDefault(label);
        }
    }

    private sealed class Absolute : Distance
    {
        public override double Between(double a, double b) => Math.Abs(a - b);

        public override Func<double, double> TotalFrom(IReadOnlyCollection<double> labels)
        {
            var sorted = labels.Order().ToArray();
            var below = new double[sorted.Length + 1];
            for (var i = 0; i < sorted.Length; i++) below[i + 1] = below[i] + sorted[i];
            return label =>
            {
                var place = Array.BinarySearch(sorted, label) is >= 0 and var at ? at : ~Array.BinarySearch(sorted, label);
                return label * place - below[place] + (below[^1] - below[place]) - label * (sorted.Length - place);
            };
        }
    }

    private sealed class Squared : Distance
    {
        public override double Between(double a, double b) => (a - b) * (a - b);

        public override Func<double, double> TotalFrom(IReadOnlyCollection<double> labels)
        {
            // About the mean, so that labels far from 0 keep their digits.
            var mean = labels.DefaultIfEmpty().Average();
            var spread = labels.Sum(l => Between(l, mean));
            return label => spread + labels.Count * Between(label, mean);
        }
    }
}
