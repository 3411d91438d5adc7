using System.Text.Json;
using Attune.Reports.Figures;

namespace Attune.Tests.Reports;

public sealed class RunFiguresTests : IDisposable
{
    private readonly SampleRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void There_is_a_figure_for_everything_that_was_asked_in_more_ways_than_one() =>
        RunFigures.Of([_run.Document]).Select(f => f.Id).ShouldBe(
            ["by-task", "gain", "by-expression", "by-context", "by-method-multiple-choice", "by-method-open-ended", "changes", "by-preferences", "by-distance", "steps"]);

    [Fact]
    public void A_figure_by_context_has_the_scores_of_the_baseline_and_of_nothing_else()
    {
        var document = _run.Document;
        var groups = document.Breakdowns.Single(b => b.By[^1] == "context").Groups.Where(g => g["method"] == "zero-shot").ToList();

        var values = Figure("by-context").Values;

        values.Count.ShouldBe(groups.Sum(g => g.Metrics.Count));
        foreach (var group in groups)
            foreach (var (metric, score) in group.Metrics)
                values.Single(v => v.Panel == $"{group["task"]}: {metric}" && v.Group == group["context"] && v.Series == group["model"])
                    .ShouldSatisfyAllConditions(v => v.Mean.ShouldBe(score.Mean), v => v.Low.ShouldBe(score.Low), v => v.High.ShouldBe(score.High), v => v.N.ShouldBe(score.N), v => v.Users.ShouldBe(score.Clusters));
    }

    [Fact]
    public void Distance_is_binned_from_near_to_far() => Figure("by-distance").Values.Select(v => v.Group).Distinct().ShouldBe(["below 1k", "20k to 50k"]);

    [Fact]
    public void The_floor_stands_in_the_panel_of_every_context() =>
        Figure("by-method-multiple-choice").Values.Where(v => v.Group == "no-history (floor)").Select(v => v.Panel).Distinct().ShouldBe(["accuracy, simple", "accuracy, normal"]);

    [Fact]
    public void Steps_end_with_the_answer() => Figure("steps").Values.Select(v => v.Group).Distinct().ShouldBe(["extract", "choose", "answer"]);

    [Fact]
    public void A_caption_says_how_many_values_of_how_many_users_a_mean_rests_on_and_who_scored_them()
    {
        Figure("by-method-multiple-choice").Caption.ShouldEndWith(" Points are means of 8 to 16 values of 4 users, lines 95% intervals.");
        Figure("by-method-open-ended").Caption.ShouldContain(" Open answers were scored by test:judge.");
        Figure("by-method-multiple-choice").Caption.ShouldNotContain("scored by");
    }

    [Fact]
    public void A_panel_of_steps_has_the_steps_of_its_method_only()
    {
        var groups = _run.Document.Breakdowns[0].Groups;
        var document = _run.Document with
        {
            Breakdowns = [_run.Document.Breakdowns[0] with { Groups = [.. groups.Select(g => g["method"] == "reminder" ? g with { StepShares = new Dictionary<string, double> { ["think"] = 1, ["answer"] = 1 } } : g)] }, .. _run.Document.Breakdowns.Skip(1)],
        };

        var panels = JsonDocument.Parse(RunFigures.Of([document]).Single(f => f.Id == "steps").Specification).RootElement.GetProperty("concat").EnumerateArray().ToList();

        Steps("reminder, multiple-choice").ShouldBe(["think", "answer"]);
        Steps("workflow, multiple-choice").ShouldBe(["extract", "choose", "answer"]);

        IEnumerable<string?> Steps(string panel) => panels.Single(p => p.GetProperty("title").GetProperty("text").GetString() == panel)
            .GetProperty("layer").EnumerateArray().Last().GetProperty("encoding").GetProperty("x").GetProperty("scale").GetProperty("domain").EnumerateArray().Select(g => g.GetString());
    }

    [Fact]
    public void A_specification_draws_its_own_data_and_names_no_field_that_they_lack()
    {
        foreach (var figure in RunFigures.Of([_run.Document]))
        {
            var spec = JsonDocument.Parse(figure.Specification).RootElement;
            var values = spec.GetProperty("data").GetProperty("values").EnumerateArray().ToList();
            spec.GetProperty("$schema").GetString().ShouldBe("https://vega.github.io/schema/vega-lite/v6.json");
            values.Count.ShouldBe(figure.Values.Count);
            var fields = values[0].EnumerateObject().Select(p => p.Name).Concat(["low", "high", "at"]).ToHashSet();
            var panels = spec.GetProperty("concat").EnumerateArray().ToList();
            panels.Select(p => p.GetProperty("transform")[0].GetProperty("filter").GetProperty("equal").GetString()).ShouldBe(values.Select(v => v.GetProperty("panel").GetString()).Distinct(), ignoreOrder: true);
            foreach (var channel in panels.SelectMany(p => p.GetProperty("layer").EnumerateArray()).SelectMany(Channels))
            {
                fields.ShouldContain(channel.GetProperty("field").GetString());
                if (channel.GetProperty("field").GetString() is "series" && channel.TryGetProperty("scale", out var scale))
                    scale.GetProperty("domain").EnumerateArray().Select(s => s.GetString()).ShouldBe(values.Select(v => v.GetProperty("series").GetString()).Distinct(), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void Series_differ_in_colour_or_shape()
    {
        foreach (var count in (int[])[2, 7, 8, 30, 56])
            Palette.Colour(count).Zip(Palette.Shape(count)).Distinct().Count().ShouldBe(count);
    }

    [Theory]
    [InlineData(5, 150, 110, 3)]
    [InlineData(4, 150, 110, 2)]
    [InlineData(1, 150, 110, 1)]
    [InlineData(3, 400, 190, 1)]
    public void Rows_of_panels_are_filled_evenly(int panels, int plot, int labels, int columns) =>
        new Attune.Reports.Figures.VegaLite.ChartHints(labels, plot, 600).Fit(panels, 970, 22).Columns.ShouldBe(columns);

    private static IEnumerable<JsonElement> Channels(JsonElement layer) => layer.GetProperty("encoding").EnumerateObject().SelectMany(c => c.Value.ValueKind == JsonValueKind.Array ? [.. c.Value.EnumerateArray()] : (JsonElement[])[c.Value]);

    private Figure Figure(string id) => RunFigures.Of([_run.Document]).Single(f => f.Id == id);
}
