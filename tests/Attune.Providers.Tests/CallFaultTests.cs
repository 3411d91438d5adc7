using System.Net.Sockets;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

public sealed class CallFaultTests
{
    public static TheoryData<int, string, CallFault> Answers => new()
    {
        { 401, """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}""", CallFault.Authentication },
        { 401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""", CallFault.Authentication },
        { 403, """{"error":{"message":"Country not supported"}}""", CallFault.Authentication },
        { 400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]""", CallFault.Authentication },
        { 404, """{"error":{"message":"The model `gpt-9` does not exist","type":"invalid_request_error","code":"model_not_found"}}""", CallFault.UnknownModel },
        { 404, """{"error":{"message":"model \"llama9\" not found, try pulling it first","type":"api_error"}}""", CallFault.UnknownModel },
        { 404, """{"type":"error","error":{"type":"not_found_error","message":"model: claude-9"}}""", CallFault.UnknownModel },
        { 404, """{"detail":"Not Found"}""", CallFault.UnknownModel },
        { 429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""", CallFault.Quota },
        { 400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}""", CallFault.Quota },
        { 402, """{"error":{"message":"Insufficient credits"}}""", CallFault.Quota },
        { 429, """{"error":{"message":"Rate limit reached for gpt-5","type":"tokens","code":"rate_limit_exceeded"}}""", CallFault.RateLimited },
        { 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", CallFault.Overloaded },
        { 429, """[{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED"}}]""", CallFault.RateLimited },
        { 403, """{"error":{"code":403,"message":"Your input was flagged"}}""", CallFault.BadRequest },
        { 503, """{"error":{"message":"Loading model","type":"unavailable_error","code":503}}""", CallFault.Overloaded },
        { 500, """{"error":{"message":"The server had an error"}}""", CallFault.ServerError },
        { 502, "<html><body>502 Bad Gateway</body></html>", CallFault.ServerError },
        { 504, "", CallFault.Timeout },
        { 400, """{"error":{"message":"This model's maximum context length is 128000 tokens","code":"context_length_exceeded"}}""", CallFault.ContextTooLong },
        { 400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}""", CallFault.ContextTooLong },
        { 400, """{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}""", CallFault.ContextTooLong },
        { 413, """{"error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}""", CallFault.ContextTooLong },
        { 400, """{"error":{"message":"Unsupported value: 'temperature'","code":"unsupported_value"}}""", CallFault.BadRequest },
        { 301, "", CallFault.BadRequest },
        { 200, "<!doctype html><html></html>", CallFault.WebPage },
        { 200, "", CallFault.Unreadable },
        { 200, """{"id":""", CallFault.Unreadable },
        { 200, "[1,2]", CallFault.Unreadable },
        { 200, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", CallFault.Overloaded },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Both_protocols_read_the_fault_out_of_an_answer(int status, string body, CallFault fault)
    {
        await using var server = await ModelServer.StartAsync(new Reply(status, body, body.StartsWith('<') ? "text/html" : "application/json"));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
            thrown.Fault.ShouldBe(fault);
            Actionable(thrown);
            var streamed = await Should.ThrowAsync<ModelCallException>(() => client.GetStreamingResponseAsync("Hi").ToListAsync().AsTask());
            streamed.Fault.ShouldBe(fault);
        }

        server.Requests.Count.ShouldBe(4, "the SDKs must not retry by themselves");
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("{}")]
    public async Task An_answer_without_choices_is_unreadable(string body)
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok(body));

        var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.OpenAi(server).GetResponseAsync("Hi"));

        thrown.Fault.ShouldBe(CallFault.Unreadable);
        thrown.Message.ShouldContain("without choices");
    }

    [Theory]
    [InlineData("anthropic:m", "/v1", "Leave /v1 out of the base URL")]
    [InlineData("anthropic:m", "", "Check the base URL")]
    [InlineData("openai:m", "", "want a path like /v1")]
    public async Task A_path_that_is_served_nowhere_says_what_the_protocol_adds(string model, string path, string mend)
    {
        await using var server = await ModelServer.StartAsync(new Reply(404, """{"detail":"Not Found"}"""));

        var client = Clients.Providers().Create(ModelName.Parse($"{model}@{server.Url}{path}")).Client;

        (await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"))).Details.Mend.ShouldContain(mend);
    }

    [Theory]
    [InlineData("{\"id\":", "broken JSON")]
    [InlineData("<html></html>", "a web page")]
    public async Task An_address_that_has_given_a_good_answer_is_not_doubted(string spoilt, string problem)
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, _) => (++calls == 2 ? Reply.OpenAi("Tea.") : Reply.Ok(spoilt)).WriteAsync(context));
        var client = Clients.OpenAi(server);

        (await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"))).Details.Mend.ShouldContain("is the base URL of");
        await client.GetResponseAsync("Hi");

        var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
        thrown.Message.ShouldContain(problem);
        thrown.Details.Mend.ShouldNotContain("base URL");
    }

    [Fact]
    public async Task A_message_without_content_is_unreadable()
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok("{}"));

        (await Should.ThrowAsync<ModelCallException>(() => Clients.Anthropic(server).GetResponseAsync("Hi"))).Fault.ShouldBe(CallFault.Unreadable);
    }

    [Theory]
    [InlineData("end_turn", true)]
    [InlineData("stop_sequence", true)]
    [InlineData("refusal", false)]
    [InlineData("max_tokens", false)]
    public async Task A_message_with_empty_content_is_unreadable_unless_it_says_why(string stop, bool unreadable)
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok(
            $$$"""{"id":"m","type":"message","role":"assistant","model":"c","content":[],"stop_reason":"{{{stop}}}","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":1}}"""));
        var asking = Clients.Anthropic(server).GetResponseAsync("Hi");

        if (unreadable) (await Should.ThrowAsync<ModelCallException>(() => asking)).Details.Problem.ShouldBe("gives an answer without content");
        else (await asking).Text.ShouldBe("");
    }

    [Fact]
    public async Task Broken_JSON_may_pass_and_a_web_page_does_not()
    {
        await using var broken = await ModelServer.StartAsync(new Reply(200, """{"id":"""), Reply.OpenAi("Tea."));
        await using var page = await ModelServer.StartAsync(new Reply(200, "<html></html>", "text/html"), Reply.OpenAi("Tea."));
        var retry = new CallRetry(new() { Delay = TimeSpan.FromMilliseconds(1) });

        (await new RetryingChatClient(Clients.OpenAi(broken), retry).GetResponseAsync("Hi")).Text.ShouldBe("Tea.");
        var thrown = await Should.ThrowAsync<ModelCallException>(() => new RetryingChatClient(Clients.OpenAi(page), retry).GetResponseAsync("Hi"));

        (thrown.Fault, page.Requests.Count).ShouldBe((CallFault.WebPage, 1));
        thrown.Message.ShouldContain("base URL");
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_fault_of_the_network()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea.") with { Missing = 500 });

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
            (thrown.Fault, thrown.EndsRun).ShouldBe((CallFault.Network, false));
        }
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_a_fault_of_the_network()
    {
        var begun = """data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Te"},"finish_reason":null}]}""";
        foreach (var reply in (Reply[])[Reply.Stream(begun), Reply.Stream(begun) with { Missing = 500 }])
        {
            await using var server = await ModelServer.StartAsync(reply);

            var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.OpenAi(server).GetStreamingResponseAsync("Hi").ToListAsync().AsTask());

            thrown.Fault.ShouldBe(CallFault.Network);
        }
    }

    [Fact]
    public async Task An_error_in_a_stream_is_read()
    {
        await using var openAi = await ModelServer.StartAsync(Reply.Stream("""data: {"error":{"message":"Overloaded","type":"overloaded_error"}}"""));
        await using var anthropic = await ModelServer.StartAsync(
            Reply.Stream("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"));

        foreach (var client in (IChatClient[])[Clients.OpenAi(openAi), Clients.Anthropic(anthropic)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetStreamingResponseAsync("Hi").ToListAsync().AsTask());
            thrown.Fault.ShouldBe(CallFault.Overloaded);
            Actionable(thrown);
        }
    }

    [Fact]
    public async Task A_refused_connection_says_what_to_start_and_ends_a_run()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        foreach (var name in (string[])[$"openai:m@http://127.0.0.1:{port}/v1", $"anthropic:m@http://127.0.0.1:{port}"])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.Providers().Create(ModelName.Parse(name)).Client.GetResponseAsync("Hi"));
            (thrown.Fault, thrown.IsTransient, thrown.EndsRun).ShouldBe((CallFault.Network, false, true));
            thrown.Message.ShouldContain("refuses the connection");
            Actionable(thrown);
        }
    }

    [Fact]
    public async Task A_server_without_tls_is_not_reached_over_https()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        var name = ModelName.Parse($"openai:m@{server.Url.Replace("http:", "https:", StringComparison.Ordinal)}/v1");

        var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.Providers().Create(name).Client.GetResponseAsync("Hi"));

        thrown.Fault.ShouldBe(CallFault.Network);
        thrown.Message.ShouldContain("TLS");
    }

    [Fact]
    public async Task Silence_is_a_timeout_and_the_callers_own_cancellation_is_none()
    {
        await using var server = await ModelServer.StartAsync(async (context, _) =>
        {
            try { await Task.Delay(Timeout.Infinite, context.RequestAborted); }
            catch (OperationCanceledException) { }
        });
        var client = Clients.OpenAi(server, "m?timeout=1");

        var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
        thrown.Fault.ShouldBe(CallFault.Timeout);
        thrown.Message.ShouldContain("within 1 seconds");

        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => client.GetResponseAsync("Hi", cancellationToken: cancel.Token));
    }

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("retry-after-ms", "250", 250)]
    public async Task A_wait_that_the_endpoint_asks_for_is_handed_on(string header, string value, int milliseconds)
    {
        await using var server = await ModelServer.StartAsync(new Reply(429, "{}", "application/json", (header, value)));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
            thrown.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    [Theory]
    [InlineData("x-request-id", "req_0123-ab.CD:9", true)]
    [InlineData("request-id", "req_011CSHoEeqs5C35K2UUqR7Fy", true)]
    [InlineData("request-id", "two words", false)]
    [InlineData("request-id", "<b>", false)]
    [InlineData("x-request-id", "", false)]
    public async Task The_endpoints_id_of_a_failed_call_is_told(string header, string id, bool told)
    {
        await using var server = await ModelServer.StartAsync(new Reply(500, """{"error":{"message":"Oh no"}}""", "application/json", (header, id)));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
            thrown.Details.Problem.ShouldBe(told ? $"failed inside (500, request {id}: Oh no)" : "failed inside (500: Oh no)");
        }
    }

    [Theory]
    [InlineData("Mon, 01 Jan 2029 00:00:42 GMT", 42)]
    [InlineData("Sun, 31 Dec 2028 23:00:00 GMT", 0)]
    public async Task A_wait_may_be_given_as_a_date(string date, int seconds)
    {
        await using var server = await ModelServer.StartAsync(new Reply(503, "{}", "application/json", ("Retry-After", date)));

        var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.OpenAi(server, time: new NewYear()).GetResponseAsync("Hi"));

        thrown.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private sealed class NewYear : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        await using var server = await ModelServer.StartAsync(new Reply(307, "", "text/plain", ("Location", $"{other.Url}/v1/chat/completions")));

        await Should.ThrowAsync<ModelCallException>(() => Clients.OpenAi(server).GetResponseAsync("Hi"));

        other.Requests.ShouldBeEmpty();
    }

    private static void Actionable(ModelCallException e)
    {
        e.Message.ShouldNotContain("\n");
        e.Message.Length.ShouldBeLessThan(900);
        e.Details.Mend.ShouldNotBeEmpty();
        e.InnerException.ShouldBeNull();
    }
}
