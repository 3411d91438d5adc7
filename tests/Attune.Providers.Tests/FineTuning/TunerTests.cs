using Attune.Models;
using Attune.Providers.FineTuning;

namespace Attune.Providers.Tests.FineTuning;

public sealed class TunerTests : IDisposable
{
    private const string Line = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("attune-tune-").FullName;
    private readonly List<string> _told = [];
    private readonly FakeTuningServer _fake = new();

    private string TrainingFile => Path.Combine(_folder, "sft.jsonl");

    public TunerTests() => File.WriteAllText(TrainingFile, string.Concat(Enumerable.Repeat(Line + "\n", 10)));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_checked_uploaded_and_tuned_on()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);

        var job = await Begin(client, new() { Suffix = "mine", Epochs = 2, LearningRate = 0.5 });

        job.Id.ShouldBe("ftjob-1");
        var asked = _fake.Requests.Single(r => r.Path == "/v1/fine_tuning/jobs").Json;
        (asked.GetProperty("model").GetString(), asked.GetProperty("training_file").GetString(), asked.GetProperty("suffix").GetString()).ShouldBe(("gpt-4.1-mini", "file-1", "mine"));
        asked.GetProperty("method").GetProperty("supervised").GetProperty("hyperparameters").GetRawText().ShouldBe("""{"n_epochs":2,"learning_rate_multiplier":0.5}""");
        _fake.Requests.Single(r => r.Path == "/v1/files").Body.ShouldContain(Line);
        File.ReadAllText(Tuner.HistoryOf(TrainingFile)).ShouldContain("\"job\": \"ftjob-1\"");
    }

    [Fact]
    public async Task Whoever_would_tune_on_the_replies_of_histories_is_warned()
    {
        const string learnedWhole = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":"And?"},{"role":"assistant","content":"Nothing."}]}""";
        File.AppendAllText(TrainingFile, learnedWhole + "\n");
        await using var server = await _fake.StartAsync();

        await Begin(Client(server));

        _told.Where(t => t.StartsWith("warn: ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("sft.jsonl: 1 of its conversations have no weights");
    }

    [Fact]
    public async Task A_second_call_neither_uploads_nor_begins_again()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);

        var first = await Begin(client);
        var second = await Begin(client);

        second.Id.ShouldBe(first.Id);
        (_fake.Uploads, _fake.Jobs).ShouldBe((1, 1));
        _told[^1].ShouldContain("was begun before");
    }

    [Fact]
    public async Task Other_options_are_another_job_on_the_same_upload()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);

        await Begin(client);
        await Begin(client, new() { Epochs = 5 });
        (await Begin(client)).Id.ShouldBe("ftjob-1");

        (_fake.Uploads, _fake.Jobs).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Another_job_of_the_same_kind_can_be_wanted()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);

        await Begin(client);
        var job = await new Tuner(client).BeginAsync(TrainingFile, null, new(), again: true);

        (job.Id, _fake.Uploads, _fake.Jobs).ShouldBe(("ftjob-2", 1, 2));
    }

    [Fact]
    public async Task A_file_that_has_changed_is_uploaded_again()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);

        await Begin(client);
        File.AppendAllText(TrainingFile, Line + "\n");
        await Begin(client);

        (_fake.Uploads, _fake.Jobs).ShouldBe((2, 2));
    }

    [Fact]
    public async Task What_the_endpoint_has_forgotten_is_done_again()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        await Begin(client);
        _fake.Forgets = true;

        await Begin(client);

        (_fake.Uploads, _fake.Jobs).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_job_that_failed_is_begun_again_on_the_same_upload()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        await Begin(client);
        _fake.Status = "failed";

        await Begin(client);

        (_fake.Uploads, _fake.Jobs).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_call_that_fails_after_the_upload_does_not_lose_it()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        _fake.RefusesJobs = """{"error":{"message":"Fine-tuning is not available for this account.","type":"invalid_request_error","param":null,"code":"fine_tuning_unavailable"}}""";

        var fault = await Should.ThrowAsync<ModelCallException>(() => Begin(client));
        _fake.RefusesJobs = null;
        await Begin(client);

        fault.Message.ShouldContain("Fine-tuning is not available for this account");
        fault.Message.ShouldContain("is its own to say");
        fault.Message.ShouldNotContain('\n');
        (_fake.Uploads, _fake.Jobs).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_validation_file_is_checked_and_uploaded_too()
    {
        await using var server = await _fake.StartAsync();
        var validation = Path.Combine(_folder, "valid.jsonl");
        File.WriteAllText(validation, Line.Replace("Hello", "Good day") + "\n");

        await new Tuner(Client(server), _told.Add).BeginAsync(TrainingFile, validation, new());

        _fake.Uploads.ShouldBe(2);
        _fake.Requests.Single(r => r.Path == "/v1/fine_tuning/jobs").Json.GetProperty("validation_file").GetString().ShouldBe("file-2");
        File.WriteAllText(validation, "{}");
        (await Should.ThrowAsync<BadInputException>(() => new Tuner(Client(server)).BeginAsync(TrainingFile, validation, new()))).Message.ShouldContain("valid.jsonl:1");
    }

    [Fact]
    public async Task A_bad_file_is_refused_before_anything_is_sent()
    {
        await using var server = await _fake.StartAsync();
        File.WriteAllText(TrainingFile, Line + "\n");

        (await Should.ThrowAsync<BadInputException>(() => Begin(Client(server)))).Message.ShouldContain("at least 10");

        _fake.Requests.ShouldBeEmpty();
        File.Exists(Tuner.HistoryOf(TrainingFile)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"format\": \"attune-fi")]
    [InlineData("{\"format\": \"other/1\"}")]
    [InlineData("null")]
    public async Task A_torn_record_is_refused_with_the_way_to_mend_it(string text)
    {
        await using var server = await _fake.StartAsync();
        File.WriteAllText(Tuner.HistoryOf(TrainingFile), text);

        (await Should.ThrowAsync<BadInputException>(() => Begin(Client(server)))).Message.ShouldContain("Remove it");
    }

    [Fact]
    public async Task A_key_reaches_neither_the_record_nor_what_is_told()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        _fake.RefusesJobs = $$$"""{"error":{"message":"Bad key {{{Clients.Key}}}","type":"invalid_request_error"}}""";

        var fault = await Should.ThrowAsync<ModelCallException>(() => Begin(client));

        fault.ToString().ShouldNotContain(Clients.Key);
        File.ReadAllText(Tuner.HistoryOf(TrainingFile)).ShouldNotContain(Clients.Key);
        _told.ShouldAllBe(t => !t.Contains(Clients.Key));
        _fake.Requests.ShouldAllBe(r => r.Headers["Authorization"] == "Bearer " + Clients.Key);
    }

    [Fact]
    public async Task Events_are_told_once_in_order_until_the_job_ends()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        var job = await Begin(client);
        var news = new List<string>();
        _fake.OnLook = looks => _fake.Status = looks < 3 ? "running" : "succeeded";

        var ended = await new JobFollower(client, new HastyClock()).FollowAsync(job.Id, e => news.Add(e.Message));

        news.ShouldBe(["look 1", "look 2", "look 3"]);
        ended.HasSucceeded.ShouldBeTrue();
        client.NameOf(ended.TunedModel!).ShouldBe($"openai:ft:gpt-4.1-mini:org::abc@{server.Url}/v1");
        new Tuner(client).Note(TrainingFile, ended);
        File.ReadAllText(Tuner.HistoryOf(TrainingFile)).ShouldContain("ft:gpt-4.1-mini:org::abc");
    }

    [Fact]
    public async Task A_server_that_is_down_for_a_while_is_waited_for()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        var job = await Begin(client);
        _fake.OnLook = looks => _fake.Status = looks < 4 ? "down" : "failed";

        var ended = await new JobFollower(client, new HastyClock()).FollowAsync(job.Id, _ => { });

        (ended.Status, ended.Error).ShouldBe(("failed", "It went wrong."));
    }

    [Fact]
    public async Task A_server_that_has_gone_is_not_waited_for_for_ever()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        var job = await Begin(client);
        _fake.Status = "down";

        (await Should.ThrowAsync<ModelCallException>(() => new JobFollower(client, new HastyClock()).FollowAsync(job.Id, _ => { }))).Fault.ShouldBe(CallFault.ServerError);
    }

    [Fact]
    public async Task Following_ends_when_it_is_cancelled()
    {
        await using var server = await _fake.StartAsync();
        var client = Client(server);
        var job = await Begin(client);
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => new JobFollower(client).FollowAsync(job.Id, _ => { }, _ => cancel.Cancel(), cancel.Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"ftjob-1\"}")]
    [InlineData("<html>")]
    [InlineData("{\"id\":\"ftjob-1\",\"status\":\"run")]
    public async Task A_job_that_cannot_be_read_is_one_line(string body)
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok(body));

        var fault = await Should.ThrowAsync<ModelCallException>(() => Client(server).GetAsync("ftjob-1"));

        fault.Message.ShouldNotContain('\n');
        fault.Fault.ShouldBeOneOf(CallFault.Unreadable, CallFault.WebPage);
    }

    [Fact]
    public async Task A_job_s_id_cannot_lead_elsewhere()
    {
        await using var server = await _fake.StartAsync();

        await Should.ThrowAsync<ModelCallException>(() => Client(server).GetAsync("../../v1/models?x=1#"));

        _fake.Requests.Single().Path.ShouldStartWith("/v1/fine_tuning/jobs/");
    }

    [Fact]
    public void Other_vendors_tune_nothing_here() =>
        Should.Throw<BadInputException>(() => Clients.Providers().CreateTuning(ModelName.Parse("anthropic:claude-sonnet-4"))).Message.ShouldContain("cannot be tuned");

    [Theory]
    [InlineData("openai:ft:gpt-4o-mini-2024-07-18:org::id", "ft:gpt-4o-mini-2024-07-18:org::id", null)]
    [InlineData("openai:ft:gpt-4.1:org:suffix:id@http://127.0.0.1:8081/v1?temperature=0", "ft:gpt-4.1:org:suffix:id", "http://127.0.0.1:8081/v1")]
    public void A_tuned_model_s_name_is_a_model_s_name(string text, string model, string? url)
    {
        var name = ModelName.Parse(text);

        (name.Provider, name.Model, name.BaseUrl).ShouldBe(("openai", model, url));
        Clients.Providers().Create(name).Price.ShouldBeNull("what a tuned model costs is not what its base costs");
    }

    private static TuningClient Client(ModelServer server) => Clients.Providers().CreateTuning(ModelName.Parse($"openai:gpt-4.1-mini@{server.Url}/v1"));

    private Task<TuningJob> Begin(TuningClient client, TuningOptions? options = null) => new Tuner(client, _told.Add).BeginAsync(TrainingFile, null, options ?? new());

    /// <summary>A clock whose waits are over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
