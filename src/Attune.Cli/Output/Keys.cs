namespace Attune.Cli.Output;

/// <summary>What the user types: single keys on a terminal, characters of the input where it is piped.</summary>
/// <param name="input">The input; null means standard input.</param>
internal sealed class Keys(TextReader? input)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(30);

    private readonly bool _isTerminal = input is null && !Console.IsInputRedirected;
    private readonly TextReader _input = input ?? Console.In;

    /// <summary>The next key that is no white space, lower-case; null at the end of the input, or when cancelled.</summary>
    public char? Next(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var key = _isTerminal ? Pressed(cancellationToken) : _input.Read() is >= 0 and var read ? (char)read : default(char?);
            if (key is null) return null;
            if (!char.IsWhiteSpace(key.Value)) return char.ToLowerInvariant(key.Value);
        }

        return null;
    }

    /// <summary>The rest of a line; null at the end of the input.</summary>
    public string? Line() => _input.ReadLine();

    /// <summary>Looked for again and again, since a wait for a key cannot be cancelled.</summary>
    private static char? Pressed(CancellationToken cancellationToken)
    {
        while (!Console.KeyAvailable)
            if (cancellationToken.WaitHandle.WaitOne(BetweenLooks)) return null;
        return Console.ReadKey(intercept: true).KeyChar;
    }
}
