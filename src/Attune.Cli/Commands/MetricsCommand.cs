using System.CommandLine;
using Attune.Cli.Measures;
using Attune.Cli.Output;
using Attune.Statistics;

namespace Attune.Cli.Commands;

internal static class MetricsCommand
{
    public static Command Create(Screen screen)
    {
        var command = new Command("metrics", "Ranks models from contests, and measures agreement, correlation and how far to trust an evaluator, from files of plain data.")
        {
            Ranking(screen),
            Kappa(screen),
            Alpha(screen),
            Correlation(screen),
        };
        foreach (var trust in TrustCommands.Create(screen)) command.Add(trust);
        return command;
    }

    private static Command Ranking(Screen screen)
    {
        var file = File("Contests as JSON lines, {\"a\":\"model\",\"b\":\"model\",\"winner\":\"a|b|tie\"}; or win rates as CSV: header and first column name the models, a cell is the rate of its row against its column, empty where they never met.");
        var sum = new Option<double>("--sum")
        {
            Description = "What the coefficients sum to; InterPref's tables have 2. Only their differences mean something.",
            DefaultValueFactory = _ => 0,
            CustomParser = result =>
            {
                if (CsvFile.Number(result.Tokens[0].Value) is { } number) return number;
                result.AddError($"--sum takes a number, as 2, not '{result.Tokens[0].Value}'.");
                return 0;
            },
        };
        var seed = new Option<long>("--seed") { Description = "Of the resampling that gives the intervals.", DefaultValueFactory = _ => 0 };
        var json = RunCommand.Json();
        var command = new DocumentedCommand("bt", "Bradley-Terry coefficients of models, with 95% intervals.", """
            attune metrics bt contests.jsonl
            attune metrics bt win-rates.csv --sum 2 --json
            """) { file, sum, seed, json };
        command.SetAction((parsed, token) =>
        {
            var path = CsvFile.Existing(parsed.GetRequiredValue(file));
            var ranking = RecordsFile.HoldsObjects(path)
                ? BradleyTerry.Fit(ContestCounts.Read(path, token), sum: parsed.GetValue(sum), seed: parsed.GetValue(seed), cancellationToken: token)
                : BradleyTerry.Fit(WinRateFile.Read(path), parsed.GetValue(sum));
            if (parsed.GetValue(json)) screen.Json(ranking, MetricsJson.Documents.BradleyTerry);
            else MetricsTables.Print(screen.Results, ranking);
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command Kappa(Screen screen)
    {
        var file = Ratings();
        var weights = new Option<string>("--weights")
        {
            Description = "For two raters whose labels are numbers: what a disagreement weighs, " + string.Join(", ", Word.All<KappaWeights>()) + ".",
            DefaultValueFactory = _ => Word.Of(KappaWeights.None),
        };
        weights.AcceptOnlyFromAmong([.. Word.All<KappaWeights>()]);
        var json = RunCommand.Json();
        var command = new DocumentedCommand("kappa", "Agreement beyond chance: Cohen's kappa of two raters, Fleiss' of more.", """
            attune metrics kappa ratings.csv
            attune metrics kappa two-raters.csv --weights quadratic --json
            """) { file, weights, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var ratings = RatingsFile.Read(path);
            var kappa = KappaDocument.Of(ratings, Word.Parse<KappaWeights>(parsed.GetRequiredValue(weights), "--weights"), path);
            if (parsed.GetValue(json)) screen.Json(kappa, MetricsJson.Documents.KappaDocument);
            else MetricsTables.Print(screen.Results, kappa, ratings);
            if (kappa.Undefined is { } reason) throw ratings.Undefined("kappa", reason);
        });
        return command;
    }

    private static Command Alpha(Screen screen)
    {
        var file = Ratings();
        var level = new Option<string>("--level")
        {
            Description = "What labels tell: " + string.Join(", ", Word.All<MeasurementLevel>()) + ". Beyond nominal they are numbers.",
            DefaultValueFactory = _ => Word.Of(MeasurementLevel.Nominal),
        };
        level.AcceptOnlyFromAmong([.. Word.All<MeasurementLevel>()]);
        var json = RunCommand.Json();
        var command = new DocumentedCommand("alpha", "Krippendorff's alpha: agreement of any number of raters, with ratings missing.", """
            attune metrics alpha ratings.csv
            attune metrics alpha scores.csv --level ordinal --json
            """) { file, level, json };
        command.SetAction(parsed =>
        {
            var ratings = RatingsFile.Read(parsed.GetRequiredValue(file));
            var alpha = AlphaDocument.Of(ratings, Word.Parse<MeasurementLevel>(parsed.GetRequiredValue(level), "--level"));
            if (parsed.GetValue(json)) screen.Json(alpha, MetricsJson.Documents.AlphaDocument);
            else MetricsTables.Print(screen.Results, alpha, ratings);
            if (alpha.Undefined is { } reason) throw ratings.Undefined("alpha", reason);
        });
        return command;
    }

    private static Command Correlation(Screen screen)
    {
        var file = File("CSV of two columns of numbers, with or without a header; lines with an empty cell are left out.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("correlation", "Pearson's and Spearman's correlation of two columns, with two-sided p-values.", """
            attune metrics correlation pass-and-win.csv
            """) { file, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var series = SeriesFile.Read(path);
            var correlation = CorrelationDocument.Of(series);
            if (parsed.GetValue(json)) screen.Json(correlation, MetricsJson.Documents.CorrelationDocument);
            else MetricsTables.Print(screen.Results, correlation, series);
            if (correlation.Undefined is { } reason) throw new BadInputException(path, $"correlation is undefined: {reason}", correlation.N < 3 ? "Give three pairs or more" : "Give two columns that both vary");
        });
        return command;
    }

    private static Argument<string> Ratings() => File("CSV: a line that names the raters, then a line for each item with a column for each rater, empty where a rating is missing. A first column called item or id is skipped.");

    private static Argument<string> File(string description) => new("file") { Description = description };
}
