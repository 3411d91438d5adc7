using System.Text.Json;

namespace Attune.Training;

/// <summary>One line of a fine-tuning file, read strictly: the vendor refuses a whole file for one odd line.</summary>
internal sealed class TrainingLine
{
    private const string Example = "Write {\"messages\": [{\"role\": \"user\", \"content\": \"...\"}, {\"role\": \"assistant\", \"content\": \"...\"}]}, as 'attune export sft --format openai' does";
    private const string PreferenceExample = "Write {\"input\": {\"messages\": [...]}, \"preferred_output\": [...], \"non_preferred_output\": [...]}, as 'attune export dpo --format openai' does";

    private static readonly string[] Roles = ["system", "developer", "user", "assistant"];

    private bool _hasInput;
    private bool _hasPreferred;
    private bool _hasRejected;
    private bool _hasMessages;
    private bool _hasWeight;
    private int _replies;

    /// <summary>True for a preference pair.</summary>
    public bool IsPreference => _hasInput || _hasPreferred || _hasRejected;

    /// <summary>The first thing that is wrong; null where nothing is.</summary>
    public (string Problem, string Mend)? Problem { get; private set; }

    /// <summary>True for a line of another program's format: the lines after it will be of that format too.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>True for a conversation whose earlier replies are learned like the last one, since nothing in it has a weight.</summary>
    public bool IsLearnedWhole => !IsPreference && _replies > 1 && !_hasWeight;

    /// <summary>The texts of all messages.</summary>
    public List<string> Texts { get; } = [];

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text holds half of a surrogate pair.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        if (reader.BytesConsumed < line.TrimEnd(" \t\r"u8).Length) throw new JsonException("More follows the object.");
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) Wrong("is no object", Example);
        else if (IsForeign = root.TryGetProperty("chosen", out _) || root.TryGetProperty("completion", out _)) Wrong("is in TRL's format, which OpenAI's endpoints do not read", "Export it again with --format openai");
        else ReadFields(root);
    }

    private void ReadFields(JsonElement root)
    {
        foreach (var field in root.EnumerateObject())
        {
            switch (field.Name)
            {
                case "messages":
                    _hasMessages = true;
                    Messages(field.Value, "messages", mustEndWithAnswer: true);
                    break;
                case "input":
                    _hasInput = true;
                    if (field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("messages", out var prompt)) Messages(prompt, "input.messages", mustEndWithAnswer: false);
                    else Wrong("has an 'input' without messages", PreferenceExample);
                    break;
                case "preferred_output":
                    _hasPreferred = true;
                    Output(field.Value, field.Name);
                    break;
                case "non_preferred_output":
                    _hasRejected = true;
                    Output(field.Value, field.Name);
                    break;
                case "tools" or "parallel_tool_calls" or "functions":
                    break;
                default:
                    Wrong($"has the field '{field.Name}', which the vendor does not know", "Leave it out");
                    break;
            }
        }

        if (IsPreference && !(_hasInput && _hasPreferred && _hasRejected)) Wrong("is a preference pair without input, preferred_output or non_preferred_output", PreferenceExample);
        else if (IsPreference && _hasMessages) Wrong("has both messages and input", Example);
        else if (!IsPreference && !_hasMessages) Wrong("has no messages", Example);
    }

    private void Output(JsonElement messages, string field)
    {
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() != 1) Wrong($"has a {field} that is no list of one message", PreferenceExample);
        else if (Message(messages[0], $"{field}[0]") is { } role && role != "assistant") Wrong($"has a {field} of the role '{role}'", "Make it the assistant's");
    }

    private void Messages(JsonElement messages, string field, bool mustEndWithAnswer)
    {
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            Wrong($"has no list of {field}", Example);
            return;
        }

        string? last = null;
        foreach (var (index, message) in messages.EnumerateArray().Index())
        {
            last = Message(message, $"{field}[{index}]");
            if (last is null) return;
        }

        if (mustEndWithAnswer && last != "assistant") Wrong($"ends with a message of the role '{last}'", "End each conversation with the assistant's answer, which is what the model learns");
        else if (mustEndWithAnswer && IsUnlearned(messages[messages.GetArrayLength() - 1])) Wrong("ends with a message of weight 0", "Leave the weight of the last answer out: nothing else would be learned");
    }

    /// <summary>The message's role; null where something is wrong with it.</summary>
    private string? Message(JsonElement message, string place)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String)
            return Wrong($"has no role in {place}", Example);
        if (!Roles.Contains(role.GetString())) return Wrong($"has the role '{role.GetString()}' in {place}", $"Use {string.Join(", ", Roles)}");
        if (!message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String || content.GetString()!.Length == 0)
            return Wrong($"has no text in {place}", "Give each message a content that is a text and not empty");
        if (message.TryGetProperty("weight", out var weight) && !(role.GetString() == "assistant" && weight.ValueKind == JsonValueKind.Number && weight.TryGetInt32(out var number) && number is 0 or 1))
            return Wrong($"has an odd weight in {place}", "Only the assistant's messages have one, 0 or 1");
        if (message.EnumerateObject().FirstOrDefault(f => f.Name is not ("role" or "content" or "weight" or "name")) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            return Wrong($"has the field '{unknown.Name}' in {place}", "Leave it out: a message has a role, a content and perhaps a weight");
        Texts.Add(content.GetString()!);
        _hasWeight |= weight.ValueKind == JsonValueKind.Number;
        if (role.GetString() == "assistant") _replies++;
        return role.GetString();
    }

    private static bool IsUnlearned(JsonElement message) => message.TryGetProperty("weight", out var weight) && weight.GetInt32() == 0;

    private string? Wrong(string problem, string mend)
    {
        Problem ??= (problem, mend);
        return null;
    }
}
