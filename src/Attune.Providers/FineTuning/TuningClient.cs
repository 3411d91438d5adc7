using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Attune.Models;
using Attune.Providers.Http;
using OpenAI;
using OpenAI.Files;
using OpenAI.FineTuning;

namespace Attune.Providers.FineTuning;

/// <summary>
/// Files and fine-tuning jobs of an endpoint that speaks as OpenAI does. Every failure is a <see cref="ModelCallException"/> of one line
/// without keys. Nothing is tried again by itself. Thread-safe.
/// </summary>
/// <remarks>
/// Files go through the SDK's client. Of jobs that one shows neither the tuned model nor why a job failed, and it wants fields that
/// compatible servers leave out; so they go through the SDK's pipeline, and are read here.
/// </remarks>
public sealed class TuningClient
{
    /// <summary>More events than a page has are asked for page by page, up to so many.</summary>
    private const int MostPages = 20;

    private readonly Endpoint _endpoint;
    private readonly EndpointCall _call;
    private readonly CallFaults _faults;
    private readonly Redaction _redaction;
    private readonly OpenAIFileClient _files;
    private readonly FineTuningClient _jobs;

    internal TuningClient(Endpoint endpoint, EndpointCall call, CallFaults faults, OpenAIClient client)
    {
        (_endpoint, _call, _faults, _redaction) = (endpoint, call, faults, new(endpoint.Key));
        (_files, _jobs) = (client.GetOpenAIFileClient(), client.GetFineTuningClient());
    }

    /// <summary>The model to tune, as it was named.</summary>
    public ModelName Model => _endpoint.Name;

    /// <summary>The base URL.</summary>
    public Uri Address => _endpoint.Url;

    /// <summary>The name under which a tuned model can be used in any experiment.</summary>
    /// <param name="tunedModel">The endpoint's name of it.</param>
    public string NameOf(string tunedModel) => $"{_endpoint.Name.Provider}:{tunedModel}{(_endpoint.Name.BaseUrl is { } url ? $"@{url}" : "")}";

    /// <summary>Uploads a training file.</summary>
    /// <param name="contents">JSON lines; stays the caller's to dispose.</param>
    /// <param name="name">The file's name at the endpoint.</param>
    /// <param name="cancellationToken">Breaks the upload off.</param>
    /// <returns>The file's id.</returns>
    /// <exception cref="ModelCallException">The call failed.</exception>
    public Task<string> UploadAsync(Stream contents, string name, CancellationToken cancellationToken = default) => Told(() => _call.RunAsync(
        0, async (_, token) => (await _files.UploadFileAsync(contents, name, FileUploadPurpose.FineTune, token).ConfigureAwait(false)).Value.Id, cancellationToken));

    /// <summary>Whether the endpoint still has a file.</summary>
    /// <param name="id">The file's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelCallException">The call failed otherwise than because there is no such file.</exception>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken = default)
    {
        try
        {
            await Told(() => _call.RunAsync(0, (_, token) => _files.GetFileAsync(id, token), cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (ModelCallException e) when (e.Fault == CallFault.UnknownModel)
        {
            return false;
        }
    }

    /// <summary>Begins a job.</summary>
    /// <param name="trainingFile">The id of an uploaded file.</param>
    /// <param name="validationFile">The same; null means none.</param>
    /// <param name="isPreference">Whether the file holds preference pairs.</param>
    /// <param name="options">How to tune.</param>
    /// <param name="cancellationToken">Ends the call; the endpoint may have begun the job nevertheless.</param>
    /// <exception cref="ModelCallException">The call failed.</exception>
    public Task<TuningJob> BeginAsync(string trainingFile, string? validationFile, bool isPreference, TuningOptions options, CancellationToken cancellationToken = default) =>
        SendAsync("POST", "fine_tuning/jobs", TuningRequestJson.Of(_endpoint.Name.Model, trainingFile, validationFile, isPreference, options), JobOf, cancellationToken);

    /// <summary>How far a job is.</summary>
    /// <exception cref="ModelCallException">The call failed, or there is no such job.</exception>
    public Task<TuningJob> GetAsync(string id, CancellationToken cancellationToken = default) => SendAsync("GET", Path(id), null, JobOf, cancellationToken);

    /// <summary>Ends a job.</summary>
    /// <exception cref="ModelCallException">The call failed, there is no such job, or it has ended.</exception>
    public Task<TuningJob> CancelAsync(string id, CancellationToken cancellationToken = default) => SendAsync("POST", Path(id) + "/cancel", [], JobOf, cancellationToken);

    /// <summary>What an endpoint has told of a job, oldest first.</summary>
    /// <param name="id">The job.</param>
    /// <param name="known">The events that are known already; the search ends at the first of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelCallException">The call failed, or there is no such job.</exception>
    public async Task<IReadOnlyList<TuningEvent>> EventsAsync(string id, IReadOnlySet<string> known, CancellationToken cancellationToken = default)
    {
        var news = new List<TuningEvent>();
        for (var (page, after) = (0, ""); page < MostPages; page++)
        {
            var (events, more) = await SendAsync("GET", $"{Path(id)}/events?limit=50{after}", null, EventsOf, cancellationToken).ConfigureAwait(false);
            news.AddRange(events.TakeWhile(e => !known.Contains(e.Id)));
            if (!more || events.Count == 0 || events.Any(e => known.Contains(e.Id))) break;
            after = "&after=" + Uri.EscapeDataString(events[^1].Id);
        }

        news.Reverse();
        return news;
    }

    private static string Path(string id) => "fine_tuning/jobs/" + Uri.EscapeDataString(id);

    private Task<T> SendAsync<T>(string method, string path, byte[]? body, Func<JsonElement, T> read, CancellationToken cancellationToken) => Told(() => _call.RunAsync(
        0,
        async (_, token) =>
        {
            using var message = _jobs.Pipeline.CreateMessage();
            message.Request.Method = method;
            message.Request.Uri = new($"{_endpoint.Url.AbsoluteUri.TrimEnd('/')}/{path}");
            message.Request.Headers.Set("Accept", "application/json");
            if (body is not null)
            {
                message.Request.Headers.Set("Content-Type", "application/json");
                message.Request.Content = BinaryContent.Create(BinaryData.FromBytes(body));
            }

            message.Apply(new RequestOptions { CancellationToken = token });
            await _jobs.Pipeline.SendAsync(message).ConfigureAwait(false);
            using var document = JsonDocument.Parse(message.Response!.Content);
            return read(document.RootElement);
        },
        cancellationToken));

    private TuningJob JobOf(JsonElement job) => new(
        Text(job, "id") ?? throw _faults.Unreadable("gives a fine-tuning job without an id"),
        Text(job, "status") ?? throw _faults.Unreadable("gives a fine-tuning job without a status"),
        Text(job, "model"),
        Text(job, "fine_tuned_model"),
        job.TryGetProperty("trained_tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Number && tokens.TryGetInt64(out var number) ? number : null,
        job.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && Text(error, "message") is { } why ? _redaction.OneLine(why) : null);

    private (IReadOnlyList<TuningEvent> Events, bool More) EventsOf(JsonElement list)
    {
        if (!list.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array) throw _faults.Unreadable("gives no list of events");
        return ([.. data.EnumerateArray().Select(EventOf).OfType<TuningEvent>()], list.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True);
    }

    private TuningEvent? EventOf(JsonElement told) => Text(told, "id") is not { } id ? null : new(
        id,
        told.TryGetProperty("created_at", out var at) && at.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        Text(told, "level") ?? "info",
        _redaction.OneLine(Text(told, "message") ?? ""));

    private static string? Text(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Failures are told in words that fit a prompt; what they say to change is another thing here.</summary>
    private static async Task<T> Told<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (ModelCallException e) when (MendOf(e) is { } mend)
        {
            throw new ModelCallException(e.Fault, e.Details with { Mend = mend }, e.RetryAfter) { EndsRun = e.EndsRun, MayBeBilled = e.MayBeBilled };
        }
    }

    private static string? MendOf(ModelCallException e) => e.Fault switch
    {
        CallFault.BadRequest or CallFault.UnsupportedFormat or CallFault.ContextTooLong => "Change what the endpoint names; which models, files and accounts it tunes is its own to say",
        CallFault.UnknownModel => "Check the model's name, the job's id and the base URL",
        CallFault.RateLimited => "Try again in a while",
        CallFault.Timeout => "Try again, with more time by ?timeout=SECONDS in the model's name",
        CallFault.Overloaded => "Try again later",
        _ => null,
    };
}
