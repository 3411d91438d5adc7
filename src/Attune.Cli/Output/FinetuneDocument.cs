using Attune.Providers.FineTuning;

namespace Attune.Cli.Output;

/// <summary>A job as <c>attune finetune --json</c> prints it.</summary>
/// <param name="Job">Its id.</param>
/// <param name="Status">In the endpoint's word.</param>
/// <param name="Endpoint">The base URL.</param>
/// <param name="BaseModel">What is tuned.</param>
/// <param name="TunedModel">The tuned model as experiments name it; null until there is one.</param>
/// <param name="TrainedTokens">Tokens that are billed; null until the endpoint says.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record FinetuneDocument(string Job, string Status, string Endpoint, string? BaseModel, string? TunedModel, long? TrainedTokens, string? Error)
{
    public static FinetuneDocument Of(TuningClient client, TuningJob job) => new(
        job.Id, job.Status, client.Address.AbsoluteUri, job.BaseModel, job.HasSucceeded ? client.NameOf(job.TunedModel!) : null, job.TrainedTokens, job.Error);
}
