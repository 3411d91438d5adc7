using System.Text;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis.Mining;

/// <summary>Turns that are shown to the model at once.</summary>
/// <param name="Turns">In order, at least one.</param>
/// <param name="IsCut">Whether their last chat goes on behind them.</param>
internal sealed record ChatWindow(ArraySegment<ChatTurn> Turns, bool IsCut)
{
    /// <summary>Characters of a message that are shown whole. Longer ones hold pasted texts; what users say of themselves stands before or behind them.</summary>
    public const int LongestShown = 8000;

    private const int ShownBegin = 6000;
    private const int ShownEnd = 1500;

    public int First => Turns[0].Number;

    public int Last => Turns[^1].Number;

    public IReadOnlyList<ShownMessage> Messages => [.. Turns.Select(t => new ShownMessage(t.Number, t.Chat, Shown(t.Turn.User)))];

    /// <summary>The text with its middle left out where it is very long, without null characters and halves of surrogate pairs.</summary>
    public static string Shown(string text)
    {
        if (text.Length > LongestShown) text = $"{text.AsSpan(0, ShownBegin)}\n[... {text.Length - ShownBegin - ShownEnd} characters left out ...]\n{text.AsSpan(text.Length - ShownEnd)}";
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0) shown.Append(rune);
        return shown.ToString();
    }
}
