using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer;

/// <summary>The embedded model behind the server, with what a provider adds to a model: its names and the end of its answers.</summary>
internal sealed class ServedModel
{
    private readonly IChatClient _client;

    /// <exception cref="BadInputException">There is no such embedded model.</exception>
    public ServedModel(ModelName name)
    {
        Tokens = new MessageTokens(Tokenizer.Default);
        Name = name.Text;
        PlainName = name.Model;
        ShortName = name.Text[(name.Provider.Length + 1)..];
        Names = new HashSet<string>(StringComparer.Ordinal) { name.Text, ShortName, name.Model };
        var model = EmbeddedModels.Create(name, Tokens);
        _client = model.Window is { } window ? new WindowChatClient(model.Client, window, Tokens) : model.Client;
    }

    public string Name { get; }

    public string ShortName { get; }

    /// <summary>What requests may call it.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The name without provider and parameters.</summary>
    public string PlainName { get; }

    /// <summary>The names of tuned models: the same one answers to them.</summary>
    public Func<IEnumerable<string>> Tuned { get; set; } = () => [];

    public MessageTokens Tokens { get; }

    /// <exception cref="Refusal">The name is another model's.</exception>
    public string Expect(string? name)
    {
        if (name is null) throw Refusal.Missing("model");
        return Names.Contains(name) || (name.StartsWith("ft:", StringComparison.Ordinal) && Tuned().Contains(name))
            ? name
            : throw new Refusal(RefusalKind.UnknownModel, $"The model '{name}' does not exist. This server serves '{Name}', also called '{ShortName}'.", "model");
    }

    /// <summary>The model's answer, cut as the request and the fault want it.</summary>
    public async Task<Answer> AnswerAsync(ChatRequest request, FaultKind? fault, CancellationToken cancellationToken)
    {
        var response = await _client.GetResponseAsync(request.Prompt.Messages, cancellationToken: cancellationToken);
        var text = SpoiltAnswer.Of(response.Text, fault);
        var (finish, stop) = (Finish.Stop, (string?)null);
        if (FirstStop(text, request.Stops) is { } cut) (text, finish, stop) = (text[..cut.At], Finish.StopSequence, cut.Stop);

        var ids = Tokenizer.Default.Encode(text);
        var most = fault == FaultKind.Truncated ? ids.Count / 2 : request.MaxTokens ?? int.MaxValue;
        if (ids.Count <= most) return new(text, ids.Count, finish, stop);
        var kept = Tokenizer.Default.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids)[..most]);
        return new(kept.TrimEnd('\uFFFD'), most, Finish.Length, null);
    }

    private static (int At, string Stop)? FirstStop(string text, IReadOnlyList<string> stops) =>
        stops.Where(s => s.Length > 0)
            .Select(s => (At: text.IndexOf(s, StringComparison.Ordinal), Stop: s))
            .Where(s => s.At >= 0)
            .OrderBy(s => s.At)
            .Cast<(int At, string Stop)?>()
            .FirstOrDefault();
}

/// <summary>What a model said.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Tokens">Their number in tokens.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="Stop">The stop sequence that ended it.</param>
internal sealed record Answer(string Text, int Tokens, Finish Finish, string? Stop)
{
    private const int PieceLength = 24;

    /// <summary>The text in pieces of some words, as a stream brings it.</summary>
    public IEnumerable<string> Pieces()
    {
        for (var start = 0; start < Text.Length;)
        {
            var end = Math.Min(start + PieceLength, Text.Length);
            while (end < Text.Length && Text[end] != ' ') end++;
            yield return Text[start..end];
            start = end;
        }
    }
}

internal enum Finish
{
    Stop,
    StopSequence,
    Length,
}
