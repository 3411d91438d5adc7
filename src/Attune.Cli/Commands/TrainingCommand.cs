using System.CommandLine;
using Attune.Cli.Output;
using Attune.Runs;
using Attune.Training;

namespace Attune.Cli.Commands;

/// <summary><c>attune export sft|dpo</c>: training files of a run.</summary>
internal static class TrainingCommand
{
    public static Command Create(Screen screen) => new("export", "Makes training files of a run: what a model learns from answers that took the user into account. See docs/training.md.")
    {
        Sft(screen),
        Dpo(screen),
    };

    private static Command Sft(Screen screen)
    {
        var options = new TrainingExportOptions(isPreference: false);
        var command = new DocumentedCommand("sft", "Writes conversations that end with the answer to learn: history, bare question, and what a method came to. Nothing of the method itself is in them.", """
            attune export sft runs/mine --out sft.jsonl
            attune export sft runs/mine --split test=0.2 --format openai --out sft.jsonl --held-out data/held-out
            attune export sft runs/teacher --model openai:gpt-4o --only passed --out teacher.jsonl
            """);
        options.AddTo(command);
        command.SetAction((parsed, token) => Execute(screen, parsed, options, TrainingExporter.Sft, token));
        return command;
    }

    private static Command Dpo(Screen screen)
    {
        var options = new TrainingExportOptions(isPreference: true);
        var command = new DocumentedCommand("dpo", "Writes prompts with a better and a worse answer: what a method came to, and what was meant for the other user of the pair, or came without the method.", """
            attune export dpo runs/mine --out dpo.jsonl
            attune export dpo runs/mine --rejected bare --split test=0.2 --format openai --out dpo.jsonl
            """);
        options.AddTo(command);
        command.SetAction((parsed, token) => Execute(screen, parsed, options, TrainingExporter.Dpo, token));
        return command;
    }

    private static Task<int> Execute(
        Screen screen, ParseResult parsed, TrainingExportOptions options, Func<RunFolder, string, TrainingOptions, CancellationToken, TrainingCard> export, CancellationToken cancellationToken)
    {
        var card = export(options.Run(parsed), options.File(parsed), options.Read(parsed), cancellationToken);
        if (options.Json(parsed)) screen.Json(card, AttuneJson.Documents.TrainingCard);
        else TrainingView.Print(screen, card, options.File(parsed));
        return Task.FromResult(Cli.Done);
    }
}
