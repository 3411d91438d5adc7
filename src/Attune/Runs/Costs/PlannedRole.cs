using Attune.Models;

namespace Attune.Runs.Costs;

/// <summary>Adds up what one model will be asked in one role.</summary>
internal sealed class PlannedRole(string role, ChatModel model)
{
    private long _calls;
    private long _input;
    private long _unique;
    private long _reads;
    private long _output;
    private double _usd;
    private double _usdWithoutSharing;
    private long _tooLong;

    /// <summary>Adds a call, if its prompt fits the model's context.</summary>
    /// <param name="input">Tokens of the prompt.</param>
    /// <param name="unique">Of these, in no earlier prompt's beginning.</param>
    /// <param name="reads">Of these, expected from the cache.</param>
    /// <param name="writes">Of these, written to it, if the endpoint bills that apart.</param>
    /// <param name="answer">Tokens that the answer is taken to have.</param>
    /// <returns>Whether it will be made.</returns>
    public bool TryAdd(long input, long unique, long reads, long writes, int answer)
    {
        if (input + (model.MaxOutput ?? 0) > model.ContextWindow)
        {
            _tooLong++;
            return false;
        }

        var output = Math.Min(answer, model.MaxOutput ?? int.MaxValue);
        _calls++;
        _input += input;
        _unique += unique;
        _reads += reads;
        _output += output;
        if (model.Price is not { } price) return true;
        _usd += price.Of(new(input, reads, output, price.At(input).CacheWrite is null ? 0 : writes));
        _usdWithoutSharing += price.Of(new(input, 0, output));
        return true;
    }

    public PlannedUse Sum() => new()
    {
        Role = role,
        Model = model.Name.Text,
        Calls = _calls,
        InputTokens = _input,
        UniqueInputTokens = _unique,
        SharedInputTokens = _input - _unique,
        ExpectedCacheReads = _reads,
        OutputTokens = _output,
        CostUsd = model.Price is null ? null : _usd,
        CostWithoutSharingUsd = model.Price is null ? null : _usdWithoutSharing,
        TooLong = _tooLong,
        Price = model.Price,
        PriceAsOf = model.PriceAsOf,
    };
}
