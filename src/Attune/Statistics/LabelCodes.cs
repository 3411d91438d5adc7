namespace Attune.Statistics;

/// <summary>A number for each label, for what asks only whether two are the same.</summary>
internal sealed class LabelCodes<T>
    where T : notnull
{
    private readonly Dictionary<T, double> _codes = [];

    public double Of(T label)
    {
        if (!_codes.TryGetValue(label, out var code)) _codes.Add(label, code = _codes.Count);
        return code;
    }
}
