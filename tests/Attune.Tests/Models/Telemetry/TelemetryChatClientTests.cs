using System.Diagnostics;
using System.Diagnostics.Metrics;
using Attune.Models;
using Attune.Models.Telemetry;
using Attune.Tests.Runs;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Telemetry;

public sealed class TelemetryChatClientTests : IDisposable
{
    // Other tests run at the same time and are traced too; the name tells ours apart.
    private readonly ModelName _name = ModelName.Parse($"openai:m-{Guid.NewGuid():N}");
    private readonly List<Activity> _spans = [];
    private readonly List<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = [];
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();

    public TelemetryChatClientTests()
    {
        _traces = new()
        {
            ShouldListenTo = source => source.Name == AttuneTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (!Equals(span.GetTagItem("gen_ai.request.model"), _name.Model)) return;
                lock (_spans) _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AttuneTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _metrics.Start();
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task A_call_is_a_span_by_the_conventions_without_its_messages()
    {
        using var client = Client(_ => "Soup.");

        await client.GetResponseAsync("What shall I cook?", new() { Temperature = 0.5f, MaxOutputTokens = 100, Seed = 7 });

        var span = _spans.ShouldHaveSingleItem();
        (span.DisplayName, span.Kind, span.Status).ShouldBe(($"chat {_name.Model}", ActivityKind.Client, ActivityStatusCode.Unset));
        var tags = span.TagObjects.ToDictionary(t => t.Key, t => t.Value);
        tags["gen_ai.operation.name"].ShouldBe("chat");
        tags["gen_ai.provider.name"].ShouldBe("openai");
        tags["gen_ai.request.temperature"].ShouldBe(0.5f);
        tags["gen_ai.request.max_tokens"].ShouldBe(100);
        tags["gen_ai.request.seed"].ShouldBe(7L);
        tags["gen_ai.usage.input_tokens"].ShouldBe(10L);
        tags["gen_ai.usage.output_tokens"].ShouldBe(2L);
        string.Join(' ', tags.Values).ShouldNotContain("cook");
        tags.Keys.ShouldNotContain("gen_ai.input.messages");
    }

    [Fact]
    public async Task Duration_and_tokens_are_measured()
    {
        using var client = Client(_ => "Soup.");

        await client.GetResponseAsync("What shall I cook?");

        _measured.Count(m => m.Name == "gen_ai.client.operation.duration").ShouldBe(1);
        _measured.Where(m => m.Name == "gen_ai.client.token.usage").Select(m => (m.Tags["gen_ai.token.type"], m.Value)).ShouldBe([("input", 10.0), ("output", 2.0)]);
    }

    [Fact]
    public async Task A_fault_is_named_in_span_and_measurement()
    {
        using var client = Client(_ => throw new ModelCallException(CallFault.RateLimited, new("openai:m", "gets too many calls", "Wait")));

        await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("What shall I cook?"));

        var span = _spans.ShouldHaveSingleItem();
        (span.Status, span.GetTagItem("error.type")).ShouldBe((ActivityStatusCode.Error, "rate-limited"));
        _measured.ShouldHaveSingleItem().Tags["error.type"].ShouldBe("rate-limited");
    }

    [Fact]
    public async Task An_exception_that_nobody_has_checked_is_named_by_its_type_alone()
    {
        using var client = Client(_ => throw new InvalidOperationException("secret"));

        await Should.ThrowAsync<InvalidOperationException>(() => client.GetResponseAsync("What shall I cook?"));

        var span = _spans.ShouldHaveSingleItem();
        (span.GetTagItem("error.type"), span.StatusDescription).ShouldBe(("System.InvalidOperationException", null));
    }

    [Fact]
    public async Task Messages_are_recorded_where_that_is_asked_for()
    {
        using var client = new TelemetryChatClient(new FakeModel(_ => "Soup."), _name) { CaptureContent = true };

        await client.GetResponseAsync([new(ChatRole.System, "Be kind."), new(ChatRole.User, "What shall I cook?")]);

        var span = _spans.ShouldHaveSingleItem();
        span.GetTagItem("gen_ai.input.messages").ShouldBe(
            """[{"role":"system","parts":[{"type":"text","content":"Be kind."}]},{"role":"user","parts":[{"type":"text","content":"What shall I cook?"}]}]""");
        span.GetTagItem("gen_ai.output.messages").ShouldBe("""[{"role":"assistant","parts":[{"type":"text","content":"Soup."}]}]""");
    }

    private TelemetryChatClient Client(Func<string, string> answer) => new(new FakeModel(answer), _name);

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>();
        foreach (var (key, tag) in tags) named[key] = tag;
        if (!Equals(named.GetValueOrDefault("gen_ai.request.model"), _name.Model)) return;
        lock (_measured) _measured.Add((instrument.Name, value, named));
    }
}
