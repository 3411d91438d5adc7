using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Attune.Cli.Commands;

namespace Attune.Cli.Output;

/// <summary>The usual help, and the command's examples after it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand { Examples: var examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples.Split('\n')) output.WriteLine("  " + line.TrimEnd());
            output.WriteLine();
        }

        return status;
    }
}
