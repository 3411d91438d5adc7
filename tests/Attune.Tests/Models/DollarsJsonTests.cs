using System.Text.Json;
using Attune.Reports;

namespace Attune.Tests.Models;

public sealed class DollarsJsonTests
{
    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(0, "0")]
    [InlineData(0.000001200000000000001, "1.2E-06")]
    [InlineData(12345.678901234, "12345.6789")]
    public void Digits_by_chance_are_left_out_and_small_sums_stay(double usd, string json)
    {
        var usage = JsonSerializer.SerializeToElement(new ReportedUsage(0, 0, 0, usd, 0, []), AttuneJson.Documents.ReportedUsage);

        usage.GetProperty("cost_usd").GetRawText().ShouldBe(json);
    }

    [Fact]
    public void What_is_not_known_stays_null() =>
        JsonSerializer.SerializeToElement(new ReportedUsage(0, 0, 0, null, null, []), AttuneJson.Documents.ReportedUsage).GetProperty("cost_usd").ValueKind.ShouldBe(JsonValueKind.Null);
}
