using System.CommandLine;

namespace Attune.Cli.Commands;

/// <summary>A command whose own help ends with examples; lists of commands show its summary alone.</summary>
internal sealed class DocumentedCommand(string name, string summary, string examples) : Command(name, summary)
{
    /// <summary>One or more lines to type.</summary>
    public string Examples { get; } = examples;
}
