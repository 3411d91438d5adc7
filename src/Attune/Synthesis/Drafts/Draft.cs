using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attune.Synthesis.Drafts;

/// <summary>
/// Something to be made by a model: what is asked for, what counts as an answer, and what the answers have come to so far. What is
/// good in an answer is kept, and the model is asked again for the rest. Not thread-safe.
/// </summary>
/// <param name="stage">Its stage, one of <see cref="Stage"/>.</param>
/// <param name="key">Names it within the dataset, by stage and record.</param>
/// <param name="prompt">The prompt that asks for it.</param>
internal abstract class Draft(string stage, string key, string prompt)
{
    public string Stage { get; } = stage;

    public string Key { get; } = key;

    public string Prompt { get; } = prompt;

    /// <summary>What an answer must look like.</summary>
    public abstract JsonElement Schema { get; }

    /// <summary>What the model is told.</summary>
    public abstract DraftRequest Request(long seed);

    /// <summary>Takes what is good in an answer.</summary>
    /// <returns>What keeps the rest from being good; empty where nothing is missing any more.</returns>
    public abstract IReadOnlyList<Flaw> Take(ReadOnlySpan<byte> json);

    /// <summary>The flaw of each item that is still missing, where an answer as a whole is of no use.</summary>
    public abstract IReadOnlyList<Flaw> Useless(string fault);

    /// <summary>Puts what was made into its place.</summary>
    public abstract Artefact Fill(Artefact artefact);
}

/// <summary>A draft whose answers are of one shape.</summary>
/// <typeparam name="TAnswer">The shape.</typeparam>
internal abstract class Draft<TAnswer>(string stage, string key, string prompt, JsonTypeInfo<TAnswer> type) : Draft(stage, key, prompt)
    where TAnswer : class
{
    private static readonly Lazy<JsonElement> AnswerSchema = new(DraftJson.Schema<TAnswer>);

    public override JsonElement Schema => AnswerSchema.Value;

    public override IReadOnlyList<Flaw> Take(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } answer ? Take(answer) : Useless("the answer is null");
        }
        catch (JsonException e)
        {
            return Useless($"the JSON {Datasets.JsonProblem.Describe(e).Problem}");
        }
    }

    public override IReadOnlyList<Flaw> Useless(string fault) => [.. Missing.Select(item => new Flaw(item, fault))];

    /// <summary>The items that no answer has made yet.</summary>
    protected abstract IEnumerable<string> Missing { get; }

    protected abstract IReadOnlyList<Flaw> Take(TAnswer answer);
}
