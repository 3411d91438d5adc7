using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Datasets;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Synthesis.Mining;

/// <summary>
/// Embeddings of sentences, each bought once: those of endpoints are kept in <c>making/embeddings.jsonl</c>. Not thread-safe.
/// </summary>
internal sealed partial class PreferenceVectors : IDisposable
{
    /// <summary>Texts a request.</summary>
    private const int Batch = 128;

    private readonly string _model;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _generator;
    private readonly LineLog? _log;
    private readonly Dictionary<string, ReadOnlyMemory<float>> _known = new(StringComparer.Ordinal);

    /// <param name="model">Names the generator.</param>
    /// <param name="generator">Stays the caller's to dispose.</param>
    /// <param name="path">Where embeddings are kept; null for those that cost nothing.</param>
    /// <exception cref="BadInputException">The file cannot be written, or a line in it is broken.</exception>
    public PreferenceVectors(string model, IEmbeddingGenerator<string, Embedding<float>> generator, string? path)
    {
        (_model, _generator) = (model, generator);
        if (path is null) return;
        _log = new(path);
        using var reading = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach (var line in JsonLines.Read(reading, path, AttuneJson.Lines.KeptVector))
        {
            var kept = line.Value ?? throw new BadInputException(line.Place, line.Fault!.Problem, "Delete the line; the same command makes what it held again");
            Spent += new Spending(0, kept.Tokens);
            if (kept.Model == model) _known[kept.Text] = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(kept.Vector).ToArray();
        }
    }

    /// <summary>What those in the file took.</summary>
    public Spending Spent { get; }

    /// <summary>The embedding of each sentence, in order; "The user likes" and its like are left out of it, for most have them in common.</summary>
    /// <exception cref="Models.ModelCallException">The endpoint fails.</exception>
    /// <exception cref="BudgetReachedException">The budget is used.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IEnumerable<string> sentences, Workshop workshop, CancellationToken cancellationToken)
    {
        List<string> texts = [.. sentences.Select(Subject)];
        var missing = texts.Where(t => !_known.ContainsKey(t)).Distinct().Chunk(Batch);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workshop.InFlight, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, parallel, async (batch, token) => Keep(batch, await MakeAsync(batch, workshop, token).ConfigureAwait(false))).ConfigureAwait(false);
        return texts.ConvertAll(t => _known[t]);
    }

    public void Dispose() => _log?.Dispose();

    private static string Subject(string sentence) => Frame().Replace(sentence, "") is { Length: > 1 } subject ? subject : sentence;

    private async Task<GeneratedEmbeddings<Embedding<float>>> MakeAsync(string[] batch, Workshop workshop, CancellationToken cancellationToken)
    {
        var most = _log is null ? default : new Spending(0, batch.Sum(t => (long)Tokenizer.Default.Count(t)));
        if (workshop.Budget is { } budget && !await budget.ReserveAsync(most, cancellationToken).ConfigureAwait(false))
            throw new BudgetReachedException(new("the budget", $"does not reach for the embeddings: {budget.Standing} are used", "Go on with a larger --max-tokens, or with none"));
        Spending actual = default;
        try
        {
            var made = await workshop.Retry.RunAsync(token => _generator.GenerateAsync(batch, cancellationToken: token), cancellationToken).ConfigureAwait(false);
            actual = most;
            if (made.Count != batch.Length || made.Any(e => e.Vector.IsEmpty || e.Vector.Length != made[0].Vector.Length))
                throw new BadInputException($"embeddings '{_model}'", $"gave {made.Count} embeddings for {batch.Length} texts, or such as do not fit each other", "Name another --embeddings");
            return made;
        }
        finally
        {
            workshop.Budget?.Settle(most, actual);
        }
    }

    private void Keep(string[] batch, GeneratedEmbeddings<Embedding<float>> made)
    {
        lock (_known)
        {
            foreach (var (text, embedding) in batch.Zip(made))
            {
                _known[text] = embedding.Vector;
                if (_log is null) continue;
                var vector = System.Runtime.InteropServices.MemoryMarshal.AsBytes(embedding.Vector.Span).ToArray();
                _log.Append(JsonSerializer.SerializeToUtf8Bytes(new KeptVector(_model, text, Tokenizer.Default.Count(text), vector), AttuneJson.Lines.KeptVector));
            }
        }
    }

    [GeneratedRegex(@"\AThe user(?:['\u2019]s)? (?:(?:really|always|strongly|usually|generally|also) )?(?:(?:is|has|likes|loves|enjoys|prefers|hates|dislikes|wants|cannot stand|does not like)\b(?: an?\b)? *)?")]
    private static partial Regex Frame();
}
