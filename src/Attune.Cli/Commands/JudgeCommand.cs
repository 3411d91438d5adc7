using System.CommandLine;
using System.Globalization;
using Attune.Cli.Output;
using Attune.Judging;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Prompts;
using Attune.Tokens;
using Microsoft.Extensions.AI;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class JudgeCommand
{
    public static Command Create(Screen screen) => new("judge", "Tells how far a judge can be trusted.") { Check(screen) };

    private static Command Check(Screen screen)
    {
        var judge = new Option<string>("--judge", "-j") { Description = "The judge model.", DefaultValueFactory = _ => "embedded:judge" };
        var answers = new Option<string?>("--answers") { Description = "Your own labelled answers, JSON lines. Default: the set that ships with Attune." };
        var prompts = new Option<string?>("--prompts") { Description = "A folder of .hbs files that replace shipped prompts." };
        var concurrency = RunCommand.Concurrency();
        var models = new ModelsOption();
        var json = RunCommand.Json();
        var cache = new CacheOptions();
        var command = new DocumentedCommand("check", "Lets a judge score labelled answers, and reports agreement and the effects of order and length.", """
            attune judge check --judge embedded:judge
            attune judge check --judge openai:gpt-5 --cache refresh
            """) { judge, answers, prompts, concurrency, json };
        models.AddTo(command);
        cache.AddTo(command);
        command.SetAction(async (parsed, token) =>
        {
            var library = parsed.GetValue(prompts) is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
            var set = parsed.GetValue(answers) is { } path ? CalibrationAnswer.Read(path) : CalibrationAnswer.Shipped();
            var name = parsed.GetRequiredValue(judge);
            using var responses = cache.Open(parsed, [name]);
            var model = models.Read(parsed, responses).Resolve(ModelName.Parse(name), new MessageTokens(Tokenizer.Default));
            var check = await JudgeCheck.RunAsync(model.Name.Text, new Judge(Client(model, responses), library), set, parsed.GetValue(concurrency) ?? 8, token).ConfigureAwait(false);
            if (parsed.GetValue(json)) screen.Json(check, AttuneJson.Documents.JudgeCheck);
            else Print(screen.Results, check);
            if (responses is not null) screen.Hint(CacheOptions.Summary(responses));
        });
        return command;
    }

    private static IChatClient Client(ChatModel model, ResponseCache? responses)
    {
        var retrying = new RetryingChatClient(model.IsEmbedded ? model.Client : WholeReplyChatClient.OfJudge(model.Client, model.Name));
        return responses is null ? retrying : new CachingChatClient(retrying, model.Name, responses);
    }

    private static void Print(IAnsiConsole console, JudgeCheck check)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{check.Judge} on {check.Answers} labelled answers")), Border = TableBorder.Simple };
        table.AddColumn("dimension");
        foreach (var header in (string[])["scored", "exact", "within one", "kappa (quadratic)", "bias", "length effect", "order changes", "order shift"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var (dimension, a) in check.Dimensions)
            table.AddRow(dimension, $"{a.Scored}", Two(a.Exact), Two(a.WithinOne), Two(a.Kappa), Signed(a.Bias), Signed(a.LengthEffect), Two(a.OrderChanged), Signed(a.OrderShift));
        console.Write(table);
        console.MarkupLine("[grey]bias: mean of score minus label; length effect: Spearman's rho of answer length with that difference;[/]");
        console.MarkupLine("[grey]order changes: share of answers scored otherwise when their lines are reversed.[/]");
    }

    private static string Two(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none";

    private static string Signed(double? value) => value?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? "none";
}
