using System.Text;

namespace Attune.Web.Chats;

/// <summary>An answer that is being written. Thread-safe.</summary>
internal sealed class LiveReply(CancellationTokenSource stop)
{
    /// <summary>What is longer is cut: no answer is a book.</summary>
    public const int Longest = 100_000;

    private readonly StringBuilder _text = new();

    /// <summary>Its participant asked for an end.</summary>
    public bool IsStopped { get; private set; }

    public string Text
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    /// <summary>False where no more fits.</summary>
    public bool Add(string more)
    {
        lock (_text)
        {
            _text.Append(more.AsSpan(0, Math.Min(more.Length, Longest - _text.Length)));
            return _text.Length < Longest;
        }
    }

    public void Stop()
    {
        IsStopped = true;
        stop.Cancel();
    }
}
