using Attune.Models;
using Attune.People;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// Scores open answers on the rubrics of RealPref appendix B.2, one call a dimension. The rubric comes first and the answer last,
/// so that calls share their prefix. Thread-safe if the client is.
/// </summary>
/// <param name="client">The judge model; stays the caller's to dispose.</param>
/// <param name="prompts">Holds <c>judge-awareness</c>, <c>judge-alignment</c>, <c>judge-quality</c> and <c>judge-case</c>; by default those that ship with Attune.</param>
public sealed class Judge(IChatClient client, PromptLibrary? prompts = null)
{
    private readonly PromptLibrary _prompts = prompts ?? PromptLibrary.Default;

    /// <summary>The dimensions, in the paper's order.</summary>
    public static IReadOnlyList<Dimension> Dimensions { get; } = [Dimension.Awareness, Dimension.Alignment, Dimension.Quality];

    /// <summary>Scores one answer in one dimension. A call that fails, or whose reply breaks off, gives a verdict that says so; only cancellation throws, and what would fail for every other answer too.</summary>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<JudgeCall> ScoreAsync(JudgedAnswer judged, Dimension dimension, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(judged.Answer)) return new(new() { State = VerdictState.Invalid, Rationale = "There is no answer." }, null);
        try
        {
            var response = await client.GetResponseAsync(Prompt(judged, dimension), cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(JudgeReply.BreaksOff(response) ? Failed($"The judge {JudgeReply.BrokenOff}: {response.Text}".Trim()) : JudgeReply.Read(response), response.Usage);
        }
        catch (Exception e) when (ModelCallException.ConcernsOneCall(e, cancellationToken))
        {
            return new(Failed(e.Message), null);
        }
    }

    /// <summary>What comes first: how to score in a dimension.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="dimension">What to score.</param>
    /// <param name="type">The preference's type; null shows the criteria of all.</param>
    internal static ChatMessage Rubric(PromptLibrary prompts, Dimension dimension, PreferenceType? type)
    {
        var rubric = new Dictionary<string, object?>();
        foreach (var each in Enum.GetValues<PreferenceType>()) rubric[Word(each)] = type is null || type == each;
        return new(ChatRole.System, prompts.Render($"judge-{Word(dimension)}", rubric));
    }

    /// <summary>What comes last: preference, query and answer.</summary>
    internal static ChatMessage Case(PromptLibrary prompts, JudgedAnswer judged) => new(ChatRole.User, prompts.Render("judge-case", new Dictionary<string, object?>
    {
        ["preference"] = judged.Preference.ReplaceLineEndings(" "),
        ["type"] = judged.Type is { } known ? Word(known) : null,
        ["liked"] = Phrases(judged.Facets?.Liked),
        ["disliked"] = Phrases(judged.Facets?.Disliked),
        ["query"] = judged.Query,
        ["answer"] = judged.Answer,
    }));

    private static Verdict Failed(string why) => new() { State = VerdictState.Failed, Rationale = why };

    private List<ChatMessage> Prompt(JudgedAnswer judged, Dimension dimension) => [Rubric(_prompts, dimension, judged.Type), Case(_prompts, judged)];

    private static string? Phrases(IReadOnlyList<string>? phrases) => phrases is { Count: > 0 } ? string.Join("; ", phrases) : null;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
