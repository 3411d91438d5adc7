using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attune.Web.ModelServer;
using Attune.Web.ModelServer.Tuning;

namespace Attune.Web.Tests.ModelServer.Tuning;

public sealed class TuningEndpointTests
{
    private const string Line = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}""";

    private static readonly string Ten = string.Concat(Enumerable.Repeat(Line + "\n", 10));

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_job_passes_through_the_states_of_a_real_one_and_the_model_answers_to_its_new_name()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(new() { TuningTime = 10 * Second }, clock: clock);
        var file = (await UploadAsync(server, Ten)).Json.GetProperty("id").GetString();
        var job = (await CreateAsync(server, $$$"""{"model":"lexical","training_file":"{{{file}}}","suffix":"mine","method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":3} } } }""")).Json;
        var id = job.GetProperty("id").GetString()!;

        job.GetProperty("status").GetString().ShouldBe("validating_files");
        var seen = new List<string>();
        foreach (var wait in (int[])[1, 1, 8])
        {
            clock.Advance(wait * Second);
            seen.Add((await JobAsync(server, id)).GetProperty("status").GetString()!);
        }

        seen.ShouldBe(["queued", "running", "succeeded"]);
        var done = await JobAsync(server, id);
        var tuned = done.GetProperty("fine_tuned_model").GetString()!;
        tuned.ShouldStartWith("ft:lexical:attune:mine:");
        done.GetProperty("trained_tokens").GetInt64().ShouldBe(60);
        (await server.Http.GetStringAsync("v1/models")).ShouldContain(tuned);
        var answer = await server.PostAsync("v1/chat/completions", Running.Chat("Where shall I eat?").Replace("\"lexical\"", $"\"{tuned}\""));
        (answer.Status, answer.Json.GetProperty("model").GetString()).ShouldBe((200, tuned));
    }

    [Fact]
    public async Task A_tuned_name_is_no_model_before_its_job_has_ended()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(new() { TuningTime = 10 * Second }, clock: clock);
        var id = await BeginAsync(server, Ten);

        var answer = await server.PostAsync("v1/chat/completions", Running.Chat("Hi").Replace("\"lexical\"", $"\"ft:lexical:attune::{id[^8..]}\""));

        answer.Status.ShouldBe(404);
        answer.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("model_not_found");
    }

    [Fact]
    public async Task Too_few_examples_make_the_job_fail_and_say_why()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(clock: clock);
        var id = await BeginAsync(server, Line + "\n");

        clock.Advance(10 * Second);

        var job = await JobAsync(server, id);
        job.GetProperty("status").GetString().ShouldBe("failed");
        job.GetProperty("error").GetProperty("code").GetString().ShouldBe("invalid_n_examples");
        job.GetProperty("error").GetProperty("message").GetString().ShouldBe("Training file has 1 example(s), but must have at least 10 examples");
        (await EventsAsync(server, id, "")).GetProperty("data")[0].GetProperty("level").GetString().ShouldBe("error");
    }

    [Fact]
    public async Task Conversations_are_no_preference_pairs()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(clock: clock);
        var file = (await UploadAsync(server, Ten)).Json.GetProperty("id").GetString();
        var job = (await CreateAsync(server, $$$"""{"model":"lexical","training_file":"{{{file}}}","method":{"type":"dpo"}}""")).Json;

        clock.Advance(10 * Second);

        (await JobAsync(server, job.GetProperty("id").GetString()!)).GetProperty("error").GetProperty("code").GetString().ShouldBe("invalid_training_file");
    }

    [Fact]
    public async Task Events_come_newest_first_and_page_by_page()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(clock: clock);
        var id = await BeginAsync(server, Ten);
        clock.Advance(10 * Second);

        var first = await EventsAsync(server, id, "?limit=2");
        var second = await EventsAsync(server, id, $"?limit=10&after={first.GetProperty("data")[1].GetProperty("id").GetString()}");

        first.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        first.GetProperty("data")[0].GetProperty("message").GetString().ShouldBe("The job has successfully completed");
        second.GetProperty("has_more").GetBoolean().ShouldBeFalse();
        second.GetProperty("data").EnumerateArray().Last().GetProperty("message").GetString().ShouldBe($"Created fine-tuning job: {id}");
        (first.GetProperty("data").GetArrayLength() + second.GetProperty("data").GetArrayLength()).ShouldBe(7);
    }

    [Fact]
    public async Task A_job_is_cancelled_once_and_stays_so()
    {
        var clock = new ManualClock();
        await using var server = await Running.StartAsync(clock: clock);
        var id = await BeginAsync(server, Ten);

        (await server.PostAsync($"v1/fine_tuning/jobs/{id}/cancel", "")).Json.GetProperty("status").GetString().ShouldBe("cancelled");
        clock.Advance(100 * Second);

        (await JobAsync(server, id)).GetProperty("status").GetString().ShouldBe("cancelled");
        (await server.PostAsync($"v1/fine_tuning/jobs/{id}/cancel", "")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("no JSON at all", "is not valid JSON")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", "ends with a message of the role 'user'")]
    [InlineData("""{"prompt":[],"chosen":[],"rejected":[]}""", "is in TRL's format")]
    [InlineData("", "The file is empty")]
    public async Task A_file_that_is_none_to_train_on_is_refused_at_once(string contents, string expected)
    {
        await using var server = await Running.StartAsync();

        var outcome = await UploadAsync(server, contents);

        outcome.Status.ShouldBe(400);
        outcome.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(expected);
        outcome.Json.GetProperty("error").GetProperty("param").GetString().ShouldBe("file");
    }

    [Fact]
    public async Task Uploads_have_a_limit_of_their_own()
    {
        await using var server = await Running.StartAsync(new() { LongestUpload = 1000, LongestBody = 500 });

        (await UploadAsync(server, string.Concat(Enumerable.Repeat(Line + "\n", 100)), expectRefusal: true)).Status.ShouldBe(413);
        (await UploadAsync(server, string.Concat(Enumerable.Repeat(Line + "\n", 8)))).Status.ShouldBe(200, "an upload may be longer than other bodies");
    }

    [Theory]
    [InlineData("assistants")]
    [InlineData(null)]
    public async Task An_upload_says_what_it_is_for(string? purpose)
    {
        await using var server = await Running.StartAsync();

        var outcome = await UploadAsync(server, Ten, purpose);

        outcome.Status.ShouldBe(400);
        outcome.Json.GetProperty("error").GetProperty("param").GetString().ShouldBe("purpose");
    }

    [Theory]
    [InlineData("text/plain", "what is this")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ntorn")]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense")]
    public async Task A_body_that_is_no_whole_form_is_refused(string type, string body)
    {
        await using var server = await Running.StartAsync();
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await server.Http.PostAsync("v1/files", content);

        ((int)response.StatusCode).ShouldBe(400);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("type").GetString().ShouldBe("invalid_request_error");
    }

    [Theory]
    [InlineData("{", "The body is not valid JSON")]
    [InlineData("[]", "The body must be a JSON object")]
    [InlineData("{}", "Missing required field: 'model'")]
    [InlineData("""{"model":"lexical"}""", "Missing required field: 'training_file'")]
    [InlineData("""{"model":"lexical","training_file":"file-gone"}""", "invalid training_file: file-gone")]
    [InlineData("""{"model":"lexical","training_file":"FILE","validation_file":"file-gone"}""", "invalid validation_file: file-gone")]
    [InlineData("""{"model":"gpt","training_file":"FILE"}""", "The model 'gpt' does not exist")]
    [InlineData("""{"model":"lexical","training_file":"FILE","suffix":"two words"}""", "Invalid value for 'suffix'")]
    [InlineData("""{"model":"lexical","training_file":"FILE","hyperparameters":{"n_epochs":0}}""", "Invalid value for 'hyperparameters.n_epochs'")]
    [InlineData("""{"model":"lexical","training_file":"FILE","method":{"type":"magic"}}""", "Invalid value for 'method.type'")]
    [InlineData("""{"model":"lexical","training_file":7}""", "Invalid value for 'training_file'")]
    public async Task A_request_that_is_none_is_refused_in_the_vendor_s_shape(string body, string expected)
    {
        await using var server = await Running.StartAsync();
        var file = (await UploadAsync(server, Ten)).Json.GetProperty("id").GetString();

        var outcome = await CreateAsync(server, body.Replace("FILE", file));

        outcome.Status.ShouldBe(expected.Contains("does not exist") ? 404 : 400);
        outcome.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task Files_are_listed_found_and_deleted()
    {
        await using var server = await Running.StartAsync();
        var file = (await UploadAsync(server, Ten)).Json;
        var id = file.GetProperty("id").GetString();

        file.GetProperty("bytes").GetInt64().ShouldBe(Ten.Length);
        (await server.Http.GetStringAsync("v1/files")).ShouldContain(id!);
        (await server.Http.GetStringAsync($"v1/files/{id}")).ShouldContain("\"purpose\":\"fine-tune\"");
        using var deleted = await server.Http.DeleteAsync($"v1/files/{id}");
        (await deleted.Content.ReadAsStringAsync()).ShouldContain("\"deleted\":true");
        using var gone = await server.Http.GetAsync($"v1/files/{id}");
        ((int)gone.StatusCode).ShouldBe(404);
        (await gone.Content.ReadAsStringAsync()).ShouldContain($"No such File object: {id}");
    }

    [Fact]
    public async Task Where_a_key_is_asked_for_it_is_asked_for_here_too()
    {
        await using var server = await Running.StartAsync(new() { RequiredKey = "secret" });

        (await UploadAsync(server, Ten, expectRefusal: true)).Status.ShouldBe(401);
    }

    [Fact]
    public void The_memory_of_jobs_is_limited()
    {
        var kept = new Kept<string>("thing", "t-");
        for (var i = 0; i < Kept<string>.Most; i++) kept.Add(id => id);

        Should.Throw<Refusal>(() => kept.Add(id => id)).Kind.ShouldBe(RefusalKind.Invalid);
        kept.Remove(kept.All[0]).ShouldBeTrue();
        kept.Add(id => id).ShouldStartWith("t-");
    }

    private static async Task<string> BeginAsync(Running server, string contents)
    {
        var file = (await UploadAsync(server, contents)).Json.GetProperty("id").GetString();
        return (await CreateAsync(server, $$"""{"model":"embedded:lexical","training_file":"{{file}}"}""")).Json.GetProperty("id").GetString()!;
    }

    private static Task<Outcome> CreateAsync(Running server, string body) => server.PostAsync("v1/fine_tuning/jobs", body);

    private static async Task<JsonElement> JobAsync(Running server, string id) => JsonDocument.Parse(await server.Http.GetStringAsync($"v1/fine_tuning/jobs/{id}")).RootElement;

    private static async Task<JsonElement> EventsAsync(Running server, string id, string query) =>
        JsonDocument.Parse(await server.Http.GetStringAsync($"v1/fine_tuning/jobs/{id}/events{query}")).RootElement;

    private static async Task<Outcome> UploadAsync(Running server, string contents, string? purpose = "fine-tune", bool expectRefusal = false)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(contents)), "file", "train.jsonl" } };
        if (purpose is not null) form.Add(new StringContent(purpose), "purpose");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/files") { Content = form };
        request.Headers.ExpectContinue = expectRefusal;
        using var response = await server.Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}
