using System.Text.Json;
using Attune.Models;
using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Costs;

namespace Attune.Tests.Runs.Costs;

public sealed class RoleUsageTests : IDisposable
{
    private readonly RunFixture _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Latencies_are_given_by_the_nearest_rank()
    {
        var usage = new RoleUsage(null);
        foreach (var ms in Enumerable.Range(1, 200).Reverse()) usage.Add(TokenUsage.None, (0, 0), 1, 1, 0, ms);

        (usage.Latency(0.5), usage.Latency(0.95), usage.Latency(0.99)).ShouldBe((100, 190, 198));
        new RoleUsage(null).Latency(0.5).ShouldBeNull();
    }

    [Fact]
    public void Answers_that_were_not_bought_are_no_calls_and_have_no_latency()
    {
        var usage = new RoleUsage(null);
        usage.Add(TokenUsage.None, (0, 0), attempts: 0, wanted: 1, 0, 0);
        usage.Add(new(10, 0, 2), (0.5, 0.5), attempts: 3, wanted: 1, throttled: 2, 7);

        (usage.Calls, usage.Attempts, usage.Throttled, usage.Latency(0.01)).ShouldBe((1, 3, 2, 7));
    }

    [Fact]
    public void What_the_cache_saved_is_known_where_the_price_is()
    {
        var (priced, unpriced) = (new RoleUsage(new(2, 4, 0.5)), new RoleUsage(null));
        foreach (var usage in (RoleUsage[])[priced, unpriced]) usage.Add(new(1_000_000, 400_000, 0), usage == priced ? (1.4, 1.4) : (null, null), 1, 1, 0, 1);

        priced.SavedUsd!.Value.ShouldBe(0.6, 1e-9);
        (unpriced.SavedUsd, unpriced.CostUsd).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_report_splits_usage_by_role_and_sums_to_the_whole()
    {
        _run.Known = m => m with { Price = new(1, 2) };
        await _run.Run();

        var folder = RunFolder.Open(_run.Out);
        var document = RunDocument.Of(folder, _run.Record(), RunResults.Read(folder));

        document.Usage.ByRole.Select(r => (r.Role, r.Model, r.Calls, r.InputTokens, r.OutputTokens)).ShouldBe(
            [("candidate", "test:model", 48, 480, 96), ("judge", "test:judge", 36, 360, 72)]);
        document.Usage.InputTokens.ShouldBe(840);
        document.Usage.ByRole[0].CostUsd!.Value.ShouldBe((480 + 2 * 96) / 1e6, 1e-12);
        document.Usage.ByRole[1].CostUsd.ShouldBeNull();
        document.Usage.CostUsd.ShouldBeNull();
    }

    [Fact]
    public async Task The_document_names_every_field_and_gives_what_is_unknown_as_null()
    {
        await _run.Run();

        var folder = RunFolder.Open(_run.Out);
        var json = JsonSerializer.SerializeToElement(RunDocument.Of(folder, _run.Record(), RunResults.Read(folder)), AttuneJson.Documents.RunDocument);

        json.GetProperty("usage").GetProperty("by_role")[0].EnumerateObject().Select(p => p.Name).ShouldBe([
            "role", "model", "calls", "input_tokens", "cached_input_tokens", "cache_write_tokens", "output_tokens", "cost_usd", "cost_at_least_usd", "saved_by_prefix_usd",
            "latency_p50_ms", "latency_p95_ms", "latency_p99_ms", "attempts", "retried", "throttled", "attempts_without_usage"]);
    }
}
