using System.Text.RegularExpressions;
using Attune.Runs;
using Attune.Runs.Pairs;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Runs.Pairs;

/// <summary>
/// A tiny experiment on preference pairs alone: users in couples, each of whom prefers what is theirs ("Likes what u1 likes."), and a
/// model that answers from the history whom it has heard of. The judge is the evaluator.
/// </summary>
internal sealed partial class PairRun : IDisposable
{
    /// <param name="couples">Two users each.</param>
    /// <param name="each">Pairs of each couple, all on the same two histories.</param>
    public PairRun(int couples = 2, int each = 2)
    {
        Run = new(users: couples * 2);
        Run.Data.Edit("preferences.jsonl", text => Preference().Replace(text, m => $"\"id\":\"{m.Groups[1].Value}-p1\"{m.Groups[2].Value}\"text\":\"Likes what {m.Groups[1].Value} likes.\""));
        Run.Data.Write("queries.jsonl", "").Write("pairs.jsonl", string.Concat(Enumerable.Range(0, couples).SelectMany(c => Enumerable.Range(1, each).Select(i => Pair(c, i)))));
        Run.Experiment = Run.Experiment with { Tasks = [], Expressions = [] };
        Run.Model = new(_ => "") { FromPrompt = Heard };
        Run.Judge = new(Perfect);
    }

    public RunFixture Run { get; }

    public IReadOnlyList<VerdictRecord> Verdicts => [.. RunFolder.Open(Run.Out).ReadVerdicts()];

    /// <summary>Names the user that the history speaks of, as the tiny dataset's sessions do.</summary>
    public static string Heard(IReadOnlyList<ChatMessage> prompt) =>
        prompt.Select(m => Speaker().Match(m.Text)).FirstOrDefault(m => m.Success) is { } heard ? $"For {heard.Groups[1].Value}." : "For anybody.";

    /// <summary>Gives each answer to the user whom it names.</summary>
    public static string Perfect(string prompt)
    {
        var user = First().Match(prompt).Groups[1].Value;
        return prompt.Contains($"<answer_A>\nFor {user}.", StringComparison.Ordinal) ? """{"rationale": "It says so.", "answer": "A"}""" : """{"rationale": "It says so.", "answer": "B"}""";
    }

    public RunResults Results() => RunResults.Read(RunFolder.Open(Run.Out));

    public PassRateResult<string> Rate(string method = "zero-shot") => Results().PassRatesBy(c => c.Method).Single(r => r.Key == method);

    public void Dispose() => Run.Dispose();

    private static string Pair(int couple, int number)
    {
        var (a, b) = ($"u{couple * 2 + 1}", $"u{couple * 2 + 2}");
        return $$"""{"id": "{{a}}-{{b}}-{{number}}", "preference_a": "{{a}}-p1", "preference_b": "{{b}}-p1", "query": "What is there to eat on day {{number}}?", "history_a": ["{{a}}-p1-direct-1", "r2"], "history_b": ["{{b}}-p1-direct-1", "r2"], "distance": {{number}}}""" + "\n";
    }

    [GeneratedRegex("\"id\":\"(u[0-9]+)-p1\"(.*?)\"text\":\"[^\"]*\"")]
    private static partial Regex Preference();

    [GeneratedRegex("^(u[0-9]+) on p1")]
    private static partial Regex Speaker();

    [GeneratedRegex("<preference_1>\nLikes what (u[0-9]+) likes")]
    private static partial Regex First();
}
