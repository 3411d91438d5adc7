using System.Text;

namespace Attune.Methods;

/// <summary>Holds thoughts back, piece by piece, until the answer begins. For one answer.</summary>
internal sealed class ThoughtStream
{
    // The text is searched only where the marker can just have been completed, or a long thought would be read again for every word.
    private const int MarkerLength = 48;

    private readonly StringBuilder _held = new();

    /// <summary>The thoughts; null as long as no answer has begun.</summary>
    public MethodStep? Step { get; private set; }

    /// <summary>What of the answer can be passed on now; empty where nothing can.</summary>
    public string Next(string piece)
    {
        if (Step is not null) return piece;
        _held.Append(piece);
        var recent = Math.Min(_held.Length, piece.Length + MarkerLength);
        var mayBegin = _held.ToString(_held.Length - recent, recent).Contains("answer", StringComparison.OrdinalIgnoreCase);
        return mayBegin ? Take(ThoughtAnswer.Begun(_held.ToString())) : "";
    }

    /// <summary>What is left when the stream has ended: everything, where no answer was marked.</summary>
    public string Rest()
    {
        if (Step is not null) return "";
        var rest = Take(ThoughtAnswer.In(_held.ToString()));
        return Step is null ? _held.ToString() : rest;
    }

    private string Take(ThoughtAnswer? found)
    {
        Step = found?.Step;
        return found?.Answer ?? "";
    }
}
