using System.Text.Json;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Web.Accounts;
using Attune.Web.Experiments.Pages;
using Attune.Web.Hosting;
using Attune.Web.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Experiments;

/// <summary>From a form to a plan to a run.</summary>
internal static class ExperimentEndpoints
{
    private const int Unprocessable = StatusCodes.Status422UnprocessableEntity;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var experiments = routes.MapGroup("/experiments").RequireAuthorization(Policy.Owner);
        experiments.MapGet("", (RunKeeper keeper, Workbench workbench) => Html.Page<ExperimentsPage>(new
        {
            Kept = (IReadOnlyList<string>)[.. keeper.All.Select(k => k.Name)],
            Shipped = workbench.Read is { } read ? (IReadOnlyList<(string, Experiment)>)[.. workbench.Shipped.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, read(s.Value)))] : [],
        }));
        experiments.MapGet("/new", New);
        experiments.MapPost("/plan", PlanAsync);
        experiments.MapPost("/start", StartAsync);
        var run = routes.MapGroup("/runs/{run}").RequireAuthorization(Policy.Owner);
        run.MapPost("/stop", Stop);
        run.MapPost("/resume", ResumeAsync);
    }

    private static IResult New(HttpContext http, Workbench workbench, DatasetShelf datasets)
    {
        var from = http.Request.Query["from"].ToString();
        var form = workbench.Shipped.TryGetValue(from, out var yaml) ? new ExperimentForm { Yaml = Begin(from, yaml) }
            : from == "yaml" && workbench.Read is not null ? new ExperimentForm { Yaml = "dataset: starter\nmodels: embedded:lexical\n" }
            : datasets.Named(http.Request.Query["dataset"].ToString()) is { } dataset ? new ExperimentForm { Dataset = dataset.Name } : new();
        return Form(form, datasets, workbench);
    }

    /// <summary>What ships names no dataset, and mostly no models: those of the starter stand there to be replaced.</summary>
    private static string Begin(string name, string yaml)
    {
        var models = yaml.StartsWith("models:", StringComparison.Ordinal) || yaml.Contains("\nmodels:", StringComparison.Ordinal);
        return $"name: {name}\ndataset: starter\n{(models ? "" : "models: embedded:lexical\n")}{yaml}";
    }

    private static async Task<IResult> PlanAsync(HttpContext http, Workbench workbench, DatasetShelf datasets, ExperimentRules rules, ConsoleOptions options)
    {
        var form = ExperimentForm.Read(await http.Request.ReadFormAsync(http.RequestAborted));
        try
        {
            var (experiment, limits) = (rules.Checked(form.ToExperiment(workbench)), form.ToLimits());
            var plan = await Task.Run(() => new RunPlanner(experiment, workbench.ResolveWithoutKey, new() { Runs = options.Runs }).Plan(null, http.RequestAborted), http.RequestAborted);
            return Html.Page<PlanPage>(new { Plan = plan, Experiment = experiment, Limits = limits, Json = JsonSerializer.Serialize(experiment, AttuneJson.Lines.Experiment), Form = form });
        }
        catch (BadInputException e)
        {
            return Form(form, datasets, workbench, e.Message);
        }
    }

    private static async Task<IResult> StartAsync(HttpContext http, Workbench workbench, DatasetShelf datasets, ExperimentRules rules, RunKeeper keeper)
    {
        var fields = await http.Request.ReadFormAsync(http.RequestAborted);
        var form = ExperimentForm.Read(fields);
        try
        {
            var experiment = rules.Checked(Parse(fields["experiment"].ToString()));
            var name = await Task.Run(() => keeper.Start(experiment, form.ToLimits()), CancellationToken.None);
            return Html.SeeOther(RunSummary.PathOf(name));
        }
        catch (BadInputException e)
        {
            return Form(form, datasets, workbench, e.Message);
        }
    }

    private static IResult Stop(string run, RunShelf shelf, RunKeeper keeper)
    {
        if (shelf.Find(run) is not { } entry) return Html.NotFound();
        keeper.Find(entry.Location)?.Stop();
        return Html.SeeOther(RunSummary.PathOf(run));
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, string run, RunReader reader, ExperimentRules rules, RunKeeper keeper)
    {
        if (await reader.FindAsync(run, TimeSpan.Zero, http.RequestAborted) is not { Record: { } record } found) return Html.NotFound();
        try
        {
            var form = ExperimentForm.Read(await http.Request.ReadFormAsync(http.RequestAborted));
            var limits = form.ToLimits();
            var experiment = rules.Checked(record.Experiment);
            await Task.Run(() => keeper.Resume(found.Entry, experiment, limits), CancellationToken.None);
            return Html.SeeOther(found.Path);
        }
        catch (BadInputException e)
        {
            return Html.Page<NotResumedPage>(new { Run = found, Fault = e.Message }, Unprocessable);
        }
    }

    private static IResult Form(ExperimentForm form, DatasetShelf datasets, Workbench workbench, string? fault = null) => Html.Page<NewExperimentPage>(
        new { Form = form, Datasets = (IReadOnlyList<string>)[.. datasets.WithStarter().Select(d => d.Name)], TakesYaml = workbench.Read is not null, Fault = fault },
        fault is null ? StatusCodes.Status200OK : Unprocessable);

    private static Experiment Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AttuneJson.Lines.Experiment) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new BadInputException("The experiment", "came in pieces", "Plan it again");
        }
    }
}
