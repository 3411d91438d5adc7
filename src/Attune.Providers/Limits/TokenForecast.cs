namespace Attune.Providers.Limits;

/// <summary>
/// What calls to a model will cost in tokens, by what they cost so far: an estimate from the prompt knows neither the answers nor
/// how much the endpoint reads from its cache and does not count. Not thread-safe.
/// </summary>
internal sealed class TokenForecast
{
    private const double Memory = 0.9;

    private double _estimated;
    private double _charged;

    public long Of(long estimate) => _estimated > 0 ? (long)Math.Ceiling(estimate * (_charged / _estimated)) : estimate;

    /// <summary>Both sums fade, so large calls and recent ones weigh most.</summary>
    public void Learn(long estimate, long charged) =>
        (_estimated, _charged) = ((_estimated * Memory) + Math.Max(1, estimate), (_charged * Memory) + charged);
}
