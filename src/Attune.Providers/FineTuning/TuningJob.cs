namespace Attune.Providers.FineTuning;

/// <summary>A fine-tuning job, as its endpoint last told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">In the endpoint's word: <c>validating_files</c>, <c>queued</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>.</param>
/// <param name="BaseModel">What is tuned.</param>
/// <param name="TunedModel">The endpoint's name of the result; null until there is one.</param>
/// <param name="TrainedTokens">Tokens that are billed; null until it says.</param>
/// <param name="Error">Why it failed, in one line; null where it has not.</param>
public sealed record TuningJob(string Id, string Status, string? BaseModel, string? TunedModel, long? TrainedTokens, string? Error)
{
    /// <summary>True where nothing more will happen.</summary>
    public bool HasEnded => Status is "succeeded" or "failed" or "cancelled";

    /// <summary>True where there is a tuned model.</summary>
    public bool HasSucceeded => Status == "succeeded" && TunedModel is not null;
}
