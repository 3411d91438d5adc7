namespace Attune.Providers.Tests.FineTuning;

/// <summary>An endpoint for files and jobs that does as a test says.</summary>
internal sealed class FakeTuningServer
{
    private readonly List<string> _events = [];
    private ModelServer? _server;
    private int _looks;

    public int Uploads { get; private set; }

    public int Jobs { get; private set; }

    /// <summary>Of every job; <c>down</c> answers 500.</summary>
    public string Status { get; set; } = "running";

    /// <summary>It knows no file and no job from before.</summary>
    public bool Forgets { get; set; }

    /// <summary>The body of the refusal of every new job; null takes them.</summary>
    public string? RefusesJobs { get; set; }

    /// <summary>Called each time that a job is looked at, with the number of the look.</summary>
    public Action<int> OnLook { get; set; } = _ => { };

    public IEnumerable<ModelServer.Sent> Requests => _server!.Requests;

    public async Task<ModelServer> StartAsync() => _server = await ModelServer.StartAsync((context, sent) => AnswerTo(context.Request.Method, sent.Path).WriteAsync(context));

    private Reply AnswerTo(string method, string path) => (method, path) switch
    {
        ("POST", "/v1/files") => Reply.Ok(File(++Uploads)),
        ("GET", _) when path.StartsWith("/v1/files/", StringComparison.Ordinal) => Forgets ? Gone("File object") : Reply.Ok(File(1)),
        ("POST", "/v1/fine_tuning/jobs") => RefusesJobs is { } refusal ? new(400, refusal) : Reply.Ok(Job(++Jobs, "validating_files")),
        ("GET", _) when path.EndsWith("/events", StringComparison.Ordinal) => Reply.Ok($$"""{"object":"list","data":[{{string.Join(',', Enumerable.Reverse(_events))}}],"has_more":false}"""),
        ("GET", _) when path.StartsWith("/v1/fine_tuning/jobs/ftjob-", StringComparison.Ordinal) => Look(path),
        _ => Gone("fine-tuning job"),
    };

    private Reply Look(string path)
    {
        OnLook(++_looks);
        if (Forgets) return Gone("fine-tuning job");
        if (Status == "down") return new(500, "{}");
        _events.Add($$"""{"object":"fine_tuning.job.event","id":"e{{_looks}}","created_at":1700000000,"level":"info","message":"look {{_looks}}"}""");
        return Reply.Ok(Job(int.Parse(path[^1..], System.Globalization.CultureInfo.InvariantCulture), Status));
    }

    private static Reply Gone(string what) => new(404, $$$"""{"error":{"message":"No such {{{what}}}","type":"invalid_request_error","param":"id","code":null}}""");

    private static string File(int number) => $$"""{"id":"file-{{number}}","object":"file","bytes":1,"created_at":1700000000,"filename":"f","purpose":"fine-tune","status":"processed"}""";

    private static string Job(int number, string status) => $$$"""
        {"object":"fine_tuning.job","id":"ftjob-{{{number}}}","model":"gpt-4.1-mini","created_at":1700000000,"status":"{{{status}}}","fine_tuned_model":{{{(status == "succeeded" ? "\"ft:gpt-4.1-mini:org::abc\"" : "null")}}},"error":{{{(status == "failed" ? """{"code":"x","message":"It went wrong.","param":null}""" : "null")}}}}
        """;
}
