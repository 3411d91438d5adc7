using System.Text.Json;
using Attune.Web.ModelServer.OpenAi;
using Microsoft.AspNetCore.Http.Features;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>OpenAI's endpoints for files and fine-tuning jobs. Faults, latency and rate limits are for models; these endpoints have none.</summary>
internal sealed class TuningRoutes(ServedModel model, ModelHostOptions options, Traffic traffic, TimeProvider clock)
{
    private const int LongestRequest = 1 << 20;
    private const int MostListed = 100;

    private readonly Kept<UploadedFile> _files = new("File object", "file-");
    private readonly Kept<ServedJob> _jobs = new("fine-tuning job", "ftjob-");
    private readonly UploadReader _uploads = new(options.LongestUpload);

    /// <summary>The names that tuned models answer to.</summary>
    public IEnumerable<string> Tuned => _jobs.All.Where(j => j.State == TuningState.Succeeded).Select(j => j.TunedModel);

    public void Map(WebApplication app)
    {
        app.MapPost("/v1/files", http => HandleAsync(http, "files", UploadAsync));
        app.MapGet("/v1/files", http => HandleAsync(http, "files", _ => Reply.Json(Page(http, _files.All, f => f.Id, Item), WireJson.Compact.ItemListFileItem)));
        app.MapGet("/v1/files/{id}", http => HandleAsync(http, "files", id => Reply.Json(Item(_files.Get(id)), WireJson.Compact.FileItem)));
        app.MapDelete("/v1/files/{id}", http => HandleAsync(http, "files", Delete));
        app.MapPost("/v1/fine_tuning/jobs", http => HandleAsync(http, "fine_tuning/jobs", CreateAsync));
        app.MapGet("/v1/fine_tuning/jobs", http => HandleAsync(http, "fine_tuning/jobs", _ => Reply.Json(Page(http, _jobs.All, j => j.Id, Item), WireJson.Compact.ItemListJobItem)));
        app.MapGet("/v1/fine_tuning/jobs/{id}", http => HandleAsync(http, "fine_tuning/jobs", id => Job(_jobs.Get(id))));
        app.MapGet("/v1/fine_tuning/jobs/{id}/events", http => HandleAsync(http, "fine_tuning/events", id => Reply.Json(Events(http, _jobs.Get(id)), WireJson.Compact.ItemListJobEvent)));
        app.MapPost("/v1/fine_tuning/jobs/{id}/cancel", http => HandleAsync(http, "fine_tuning/jobs", Cancel));
    }

    private Task HandleAsync(HttpContext http, string name, Func<string, Reply> answer) =>
        HandleAsync(http, name, (_, _) => Task.FromResult(answer((string?)http.Request.RouteValues["id"] ?? "")));

    private async Task HandleAsync(HttpContext http, string name, Func<HttpRequest, CancellationToken, Task<Reply>> answer)
    {
        using var flight = traffic.Enter(name);
        var reply = await AnswerAsync(http, answer);
        await Delivery.SendAsync(http.Response, reply, fault: null, _ => Task.CompletedTask, http.RequestAborted);
    }

    private async Task<Reply> AnswerAsync(HttpContext http, Func<HttpRequest, CancellationToken, Task<Reply>> answer)
    {
        try
        {
            return await answer(http.Request, http.RequestAborted);
        }
        catch (Refusal refusal)
        {
            traffic.CountRefused();
            return OpenAiErrors.Of(refusal);
        }
        catch (JsonException e)
        {
            traffic.CountRefused();
            return OpenAiErrors.Of(new(RefusalKind.Invalid, $"The body is not valid JSON: {e.Message}"));
        }
        catch (BadHttpRequestException e)
        {
            traffic.CountRefused();
            return OpenAiErrors.Of(new(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? RefusalKind.TooLarge : RefusalKind.Invalid, e.Message));
        }
    }

    private async Task<Reply> UploadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Room for the form around the file.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.LongestUpload + (long)LongestRequest;
        var (name, bytes, summary) = await _uploads.ReadAsync(request, cancellationToken);
        return Reply.Json(Item(_files.Add(id => new(id, name, bytes, clock.GetUtcNow(), summary))), WireJson.Compact.FileItem);
    }

    private Reply Delete(string id)
    {
        _files.Get(id);
        return Reply.Json(new(id, "file", _files.Remove(id)), WireJson.Compact.FileDeleted);
    }

    private async Task<Reply> CreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, Math.Min(LongestRequest, options.LongestBody), cancellationToken);
        var wanted = TuningRequestReader.Read(body.Span);
        model.Expect(wanted.Model);
        var training = _files.Find(wanted.TrainingFile) ?? throw Unknown(wanted.TrainingFile, "training_file");
        if (wanted.ValidationFile is { } validation && _files.Find(validation) is null) throw Unknown(validation, "validation_file");
        return Job(_jobs.Add(id => new(id, wanted, training, model.PlainName, options.TuningTime, clock)));
    }

    private static Refusal Unknown(string id, string field) => new(RefusalKind.Invalid, $"invalid {field}: {(id.Length <= 80 ? id : id[..80])}", field);

    private Reply Cancel(string id)
    {
        var job = _jobs.Get(id);
        job.Cancel();
        return Job(job);
    }

    private static Reply Job(ServedJob job) => Reply.Json(Item(job), WireJson.Compact.JobItem);

    private static FileItem Item(UploadedFile file) => new(file.Id, "file", file.Bytes, file.Created.ToUnixTimeSeconds(), file.Name, "fine-tune", "processed");

    private static JobItem Item(ServedJob job)
    {
        var state = job.State;
        var hyperparameters = new JobHyperparameters(job.Request.Epochs ?? 1, 1, 1);
        var kind = new JobMethodKind(hyperparameters);
        var isPreference = job.Request.IsPreference == true;
        return new()
        {
            Id = job.Id,
            Model = job.Request.Model,
            CreatedAt = job.Created.ToUnixTimeSeconds(),
            FinishedAt = job.Finished?.ToUnixTimeSeconds(),
            FineTunedModel = state == TuningState.Succeeded ? job.TunedModel : null,
            Status = JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()),
            TrainingFile = job.Training.Id,
            ValidationFile = job.Request.ValidationFile,
            Hyperparameters = hyperparameters,
            TrainedTokens = state == TuningState.Succeeded ? job.Training.Summary.Tokens * hyperparameters.NEpochs : null,
            Error = job.Error is { } error ? new(error.Code, error.Message, error.Field) : null,
            UserProvidedSuffix = job.Request.Suffix,
            Seed = job.Request.Seed ?? 0,
            Method = isPreference ? new("dpo", null, kind) : new("supervised", kind, null),
        };
    }

    /// <summary>The newest first, as the vendor gives them.</summary>
    private static ItemList<JobEvent> Events(HttpContext http, ServedJob job) => Page(
        http, [.. job.Events().Reverse()], e => e.Id, e => new JobEvent(e.Id, "fine_tuning.job.event", e.At.ToUnixTimeSeconds(), e.Level, e.Message, "message"));

    /// <summary>What follows the item that <c>after</c> names, <c>limit</c> of it.</summary>
    private static ItemList<TItem> Page<T, TItem>(HttpContext http, IReadOnlyList<T> all, Func<T, string> id, Func<T, TItem> item)
    {
        var limit = 20;
        if (http.Request.Query["limit"].ToString() is { Length: > 0 } text && (!int.TryParse(text, out limit) || limit is < 1 or > MostListed)) throw Refusal.Invalid("limit", $"a number from 1 to {MostListed}");
        var after = http.Request.Query["after"].ToString();
        var rest = after.Length == 0 ? all : [.. all.SkipWhile(e => id(e) != after).Skip(1)];
        return new("list", [.. rest.Take(limit).Select(item)], rest.Count > limit);
    }
}
