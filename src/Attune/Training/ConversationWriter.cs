using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Training;

/// <summary>Writes training conversations, one a line, message by message: a line may be as long as a history is. Not thread-safe.</summary>
internal sealed class ConversationWriter(Stream stream, TrainingFormat format) : IDisposable
{
    private const int LargestBuffer = 1 << 16;

    private readonly Utf8JsonWriter _json = new(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A conversation that ends with the answer to learn.</summary>
    public void Answer(IEnumerable<ChatMessage> prompt, string answer)
    {
        _json.WriteStartObject();
        if (format == TrainingFormat.PromptCompletion)
        {
            Messages("prompt", prompt);
            Reply("completion", answer);
        }
        else
        {
            _json.WriteStartArray("messages");
            foreach (var message in prompt) Message(message.Role.Value, message.Text, isLearned: message.Role != ChatRole.Assistant);
            Message("assistant", answer, isLearned: true);
            _json.WriteEndArray();
        }

        EndLine();
    }

    /// <summary>A prompt with a better and a worse answer.</summary>
    public void Pair(IEnumerable<ChatMessage> prompt, string chosen, string rejected)
    {
        _json.WriteStartObject();
        if (format == TrainingFormat.Openai)
        {
            _json.WriteStartObject("input");
            Messages("messages", prompt);
            _json.WriteEndObject();
            Reply("preferred_output", chosen);
            Reply("non_preferred_output", rejected);
        }
        else
        {
            Messages("prompt", prompt);
            Reply("chosen", chosen);
            Reply("rejected", rejected);
        }

        EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void Messages(string name, IEnumerable<ChatMessage> messages)
    {
        _json.WriteStartArray(name);
        foreach (var message in messages) Message(message.Role.Value, message.Text, isLearned: true);
        _json.WriteEndArray();
    }

    private void Reply(string name, string answer)
    {
        _json.WriteStartArray(name);
        Message("assistant", answer, isLearned: true);
        _json.WriteEndArray();
    }

    private void Message(string role, string content, bool isLearned)
    {
        _json.WriteStartObject();
        _json.WriteString("role", role);
        _json.WriteString("content", content);
        if (format == TrainingFormat.Openai && !isLearned) _json.WriteNumber("weight", 0);
        _json.WriteEndObject();
        if (_json.BytesPending > LargestBuffer) _json.Flush();
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        stream.Write("\n"u8);
        _json.Reset();
    }
}
