using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Where things go: results on standard output, everything else on standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isTerminal">Whether they are shown on a terminal; null means as the process finds them.</param>
/// <param name="input">What the user types; null means standard input.</param>
internal sealed class Screen(TextWriter output, TextWriter error, bool? isTerminal = null, TextReader? input = null)
{
    /// <summary>The most columns that tables put side by side, however wide the screen.</summary>
    public const int WidestTable = 240;

    /// <summary>Where there is no terminal no line is broken: what reads it, a file or a program, has no width.</summary>
    private const int WidthWithoutTerminal = 100_000;

    /// <summary>For tables and text that answer the command.</summary>
    public IAnsiConsole Results { get; } = Make(output, !isTerminal ?? Console.IsOutputRedirected);

    /// <summary>What the user types.</summary>
    public Keys Keys { get; } = new(input);

    /// <summary>For progress, notes and faults.</summary>
    public IAnsiConsole Messages { get; } = Make(error, !isTerminal ?? Console.IsErrorRedirected);

    public void Fail(Fault fault)
    {
        Messages.MarkupLine($"[red]{Markup.Escape(fault.Place)}[/]: {Markup.Escape(fault.Problem)}.");
        Messages.MarkupLine($"  [grey]{Markup.Escape(fault.Mend)}.[/]");
    }

    public void Fail(string message) => Messages.MarkupLine($"[red]{Markup.Escape(message)}[/]");

    public void Hint(string message) => Messages.MarkupLine(Markup.Escape(message));

    /// <summary>Prints one JSON document on standard output.</summary>
    public void Json<T>(T document, JsonTypeInfo<T> type)
    {
        output.Write(JsonSerializer.Serialize(document, type));
        output.Write('\n');
        output.Flush();
    }

    /// <summary>Lets something write on standard output as it goes.</summary>
    public void Write(Action<TextWriter> write)
    {
        write(output);
        output.Flush();
    }

    public void Text(string text)
    {
        output.Write(text);
        output.Flush();
    }

    private static IAnsiConsole Make(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
