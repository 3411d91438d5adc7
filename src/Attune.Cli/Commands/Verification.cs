using Attune.Cli.Output;
using Attune.Questions;
using Attune.Verifying;

namespace Attune.Cli.Commands;

/// <summary>One person going through the pairs that they have not decided yet, by single keys. Each decision is on disk before the next pair is shown.</summary>
internal sealed class Verification(Screen screen, PairChecks checks, string by)
{
    private readonly Stack<PreferencePair> _decided = [];
    private string? _note;

    public void Run(CancellationToken cancellationToken)
    {
        // What is undone comes next, what is skipped comes another time.
        var open = new Stack<PreferencePair>(checks.OpenFor(by).Reverse());
        PairSheet.ShowKeys(screen.Results, open.Select(p => ShownPairs.Candidates(p).Count).DefaultIfEmpty().Max());
        while (open.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            PairSheet.Show(screen.Results, checks, open.Peek(), checks.DecidedBy(by));
            if (!Decide(open, cancellationToken)) return;
        }

        if (open.Count == 0) screen.Hint("No pair is left for you.");
    }

    /// <summary>Takes keys until the pair on top is decided or put by.</summary>
    /// <returns>False where the person quits.</returns>
    private bool Decide(Stack<PreferencePair> open, CancellationToken cancellationToken)
    {
        while (screen.Keys.Next(cancellationToken) is { } key and not 'q')
        {
            var pair = open.Peek();
            if (char.IsAsciiDigit(key) && key - '0' <= ShownPairs.Candidates(pair).Count)
            {
                checks.Decide(pair, by, key - '0', _note);
                PairSheet.Line(screen.Results, key == '0' ? "  none of them" : $"  {key}");
                _decided.Push(open.Pop());
                _note = null;
                return true;
            }

            switch (key)
            {
                case 's':
                    open.Pop();
                    return true;
                case 'u' when _decided.TryPop(out var last):
                    checks.Decide(last, by, null);
                    open.Push(last);
                    return true;
                case 'c':
                    PairSheet.Line(screen.Results, "  comment, to be kept with your choice:");
                    _note = screen.Keys.Line();
                    break;
                default:
                    screen.Hint(key == 'u' ? "Nothing is left to undo." : $"'{PlainText.Of(key.ToString())}' is no choice here.");
                    break;
            }
        }

        return false;
    }
}
