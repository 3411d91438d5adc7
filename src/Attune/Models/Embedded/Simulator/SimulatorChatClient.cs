using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Models.Embedded.Simulator.Mining;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded.Simulator;

/// <summary>
/// Answers the prompts that make datasets from a hand-written bank, and those that mine chats by the words that users speak of
/// themselves with; the same for the same prompt. It reads the request in the first user message, and nothing else. Thread-safe.
/// </summary>
internal sealed class SimulatorChatClient(MessageTokens tokens) : EmbeddedChatClient(tokens)
{
    private static readonly Dictionary<string, Func<SimulatedRequest, KeyedRandom, JsonObject?>> Writers = new(StringComparer.Ordinal)
    {
        ["profiles"] = ProfileWriter.Write,
        ["life-events"] = LifeEventWriter.Write,
        ["preferences"] = PreferenceWriter.WriteOriginals,
        ["generalized"] = PreferenceWriter.WriteGeneralized,
        ["life-sessions"] = LifeSessionWriter.Write,
        ["expressions"] = ExpressionWriter.Write,
        ["queries"] = QueryWriter.Write,
        ["opposites"] = OppositesWriter.Write,
        ["candidates"] = CandidatesWriter.Write,
        ["verification"] = VerificationWriter.Write,
        ["histories"] = TemplateWriter.Write,
        ["random-sessions"] = (request, _) => RandomSessionWriter.Write(request),
        ["chunks"] = (request, _) => ChunkWriter.Write(request),
        ["categories"] = (request, _) => CategoryWriter.Write(request),
    };

    protected override string Answer(IReadOnlyList<ChatMessage> prompt)
    {
        var asked = prompt.Where(m => m.Role == ChatRole.User).ToList();
        if (asked.Count == 0 || Read(asked[0].Text) is not { } request || !Writers.TryGetValue(request.Stage, out var write))
            return "This model writes datasets: it answers the prompts of 'attune generate' and 'attune mine' and nothing else.";

        // Asked again, it writes something else.
        return write(request, new(request.Seed, request.Stage, $"{asked.Count}")) is { } answer
            ? SimulatorJson.Text(answer)
            : "This model builds only on what it wrote itself: its bank has nothing to say about the work of others.";
    }

    private static SimulatedRequest? Read(string text)
    {
        try
        {
            // An endpoint without structured output appends the schema in words; the request is the first object.
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
            return JsonSerializer.Deserialize(ref reader, SimulatorJson.Bank.SimulatedRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
