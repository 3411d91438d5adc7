using System.Text.Json;
using Attune.Runs;
using Attune.Tests.Datasets;
using Attune.Tests.Runs;
using Attune.Training;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Training;

/// <summary>
/// A run of the workflow and of the bare model on two pairs of two users each (u1 with u2 on food, u3 with u4 on travel) and on everybody's
/// queries. The model says for whom it answers.
/// </summary>
public sealed class ExportFixture : IDisposable
{
    /// <summary>What every step of a method comes to.</summary>
    public const string StepText = "The user wants a certain thing, which is long enough here to be told from any other words by";

    private readonly RunFixture _run = new(users: 4);

    public ExportFixture()
    {
        for (var user = 1; user <= 4; user++)
        {
            var (field, subtopic) = user <= 2 ? ("Food", "Snacks") : ("Travel", "Trains");
            for (var line = user * 3 - 2; line <= user * 3; line++)
            {
                Data.Set("preferences.jsonl", line, "topic", $$"""{"field": "{{field}}", "subtopic": "{{subtopic}}"}""");
                Data.Set("preferences.jsonl", line, "text", $"\"Person {user} never wants what number {line} of the list names, for good reasons.\"");
            }
        }

        Data.Write("pairs.jsonl", Pair("food", "u1", "u2", "What shall I buy for the evening?") + Pair("travel", "u3", "u4", "How shall I get to the coast on Monday?"));
        _run.Known = model => new(model.Name, new UserModel((user, prompt) => new(new ChatMessage(ChatRole.Assistant, Final(user, prompt))) { FinishReason = Finish(user) }));
        _run.Experiment = _run.Experiment with { Methods = ["workflow", "zero-shot"], Tasks = ["open-ended", "pair"], Blind = false };
        _run.Judge = new(Judged);
    }

    public TinyDataset Data => _run.Data;

    public Experiment Experiment { get => _run.Experiment; set => _run.Experiment = value; }

    /// <summary>What the last call of a method, or the bare model, answers to a user.</summary>
    public Func<string, string, string> Final { get; set; } = (user, prompt) => $"{(prompt.Contains(StepText, StringComparison.Ordinal) ? "Thought out" : "Said")} for {user}.";

    /// <summary>Why it ends.</summary>
    public Func<string, ChatFinishReason> Finish { get; set; } = _ => ChatFinishReason.Stop;

    /// <summary>What the evaluator says of two answers: the first argument is its prompt.</summary>
    public Func<string, string> Evaluator { get; set; } = Perfect;

    public RunFolder Folder => RunFolder.Open(_run.Out);

    public string Out => Path.Combine(Data.Root, "out.jsonl");

    public async Task<RunFolder> Run()
    {
        await _run.Run();
        return Folder;
    }

    /// <summary>Changes lines of the log.</summary>
    public void Edit(Func<string, string?> line)
    {
        var lines = File.ReadAllLines(_run.Log).Select(line).Where(l => l is not null);
        File.WriteAllText(_run.Log, string.Concat(lines.Select(l => l + "\n")));
    }

    public TrainingCard Sft(TrainingOptions? options = null) => TrainingExporter.Sft(Folder, Out, options);

    public TrainingCard Dpo(TrainingOptions? options = null) => TrainingExporter.Dpo(Folder, Out, options);

    public IReadOnlyList<JsonElement> Lines(string? file = null) => [.. File.ReadLines(file ?? Out).Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>The last message of each line.</summary>
    public IEnumerable<string> Answers() => Lines().Select(l => Messages(l.GetProperty("messages"))[^1].Text);

    public static IReadOnlyList<(string Role, string Text)> Messages(JsonElement list) =>
        [.. list.EnumerateArray().Select(m => (m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];

    public static string Pair(string id, string a, string b, string query) => $$"""
        {"id": "pair-{{id}}", "preference_a": "{{a}}-p1", "preference_b": "{{b}}-p1", "query": "{{query}}", "history_a": ["{{a}}-p1-direct-1", "r1"], "history_b": ["{{b}}-p1-direct-1", "r1"]}

        """.TrimStart().TrimEnd('\r', '\n') + "\n";

    public void Dispose() => _run.Dispose();

    private string Judged(string prompt) => prompt.Contains("<answer_A>", StringComparison.Ordinal) ? Evaluator(prompt) : "{\"rationale\": \"It fits.\", \"score\": 4}";

    /// <summary>Reads the user's number off the preference and looks for it in the answers.</summary>
    private static string Perfect(string prompt)
    {
        var user = prompt[(prompt.IndexOf("Person ", StringComparison.Ordinal) + "Person ".Length)..][..1];
        var first = prompt[prompt.IndexOf("<answer_A>", StringComparison.Ordinal)..prompt.IndexOf("</answer_A>", StringComparison.Ordinal)];
        return $"{{\"rationale\": \"By the number.\", \"answer\": \"{(first.Contains($"u{user}", StringComparison.Ordinal) ? "A" : "B")}\"}}";
    }
}
