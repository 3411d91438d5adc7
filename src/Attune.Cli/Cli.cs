using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Attune.Cli.Commands;
using Attune.Cli.Output;
using Attune.Models;

namespace Attune.Cli;

/// <summary>The <c>attune</c> command: parses, composes, prints. Every fault becomes one readable message and an exit code.</summary>
internal static partial class Cli
{
    public const int Done = 0;
    public const int OurFault = 1;
    public const int BadInput = 2;
    public const int FailedTrials = 3;
    public const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TextReader? input = null)
    {
        var screen = new Screen(output, error, input: input);
        var root = Root(screen);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            foreach (var fault in parsed.Errors) screen.Fail(Plain(fault.Message));
            screen.Hint($"'{CommandPath(parsed)} --help' shows what it takes.");
            return BadInput;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (BadInputException e)
        {
            foreach (var fault in e.Faults) screen.Fail(fault);
            return BadInput;
        }
        catch (ModelCallException e)
        {
            screen.Fail(e.Details);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            screen.Hint("Interrupted.");
            return Interrupted;
        }
        catch (IOException e) when (e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            // Whoever read our output has enough of it, as 'head' has.
            return Done;
        }
        catch (IOException e)
        {
            screen.Fail($"Reading or writing failed: {e.Message}");
            return BadInput;
        }
        catch (Exception e)
        {
            screen.Fail($"This is a fault of Attune's, not yours. Please report it with the text below.{Environment.NewLine}{e}");
            return OurFault;
        }
    }

    private static Command Root(Screen screen) => new("attune", "Measures how well an LLM follows its user's preferences over a long history of conversations.")
    {
        Help(),
        new VersionOption(),
        RunCommand.Create(screen),
        PlanCommand.Create(screen),
        ResumeCommand.Create(screen),
        ReportCommand.Create(screen),
        CompareCommand.Create(screen),
        DatasetCommand.Create(screen),
        GenerateCommand.Create(screen),
        VerifyCommand.Create(screen),
        MineCommand.Create(screen),
        JudgeCommand.Create(screen),
        MetricsCommand.Create(screen),
        TrainingCommand.Create(screen),
        FinetuneCommand.Create(screen),
        TokensCommand.Create(screen),
        ModelsCommand.Create(screen),
        ExperimentsCommand.Create(screen),
        ServeCommand.Create(screen),
        DbCommand.Create(screen),
        ServeModelCommand.Create(screen),
        CacheCommand.Create(screen),
    };

    /// <summary>The parser's message without the names of .NET types.</summary>
    private static string Plain(string message) =>
        NumberExpected().Replace(message, m => m.Groups[1].Value == "Double" ? " as a number." : " as a whole number.");

    [GeneratedRegex(@" as expected type 'System\.(?:Nullable`1\[System\.)?(Int32|Int64|Double)\]?'\.")]
    private static partial Regex NumberExpected();

    private static HelpOption Help()
    {
        var help = new HelpOption();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return help;
    }

    private static string CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Add(command.Command.Name);
        names.Reverse();
        return string.Join(' ', names);
    }
}
