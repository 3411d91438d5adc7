using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class MetricsCommandTests : IDisposable
{
    private const string Table3 = """
        model,GPT-4o,Llama3.1-70B,Llama3.1-8B,Qwen2.5-7B
        GPT-4o,,0.51,0.65,0.75
        Llama3.1-70B,0.48,,0.58,0.77
        Llama3.1-8B,0.34,0.41,,0.60
        Qwen2.5-7B,0.23,0.22,0.39,
        """;

    private readonly CommandLine _cli = new();

    private Task<Outcome> Run(string metric, string text, params string[] options) => RunAsync(["metrics", metric, _cli.Write("f", text), .. options]);

    [Fact]
    public async Task A_matrix_gives_coefficients_on_the_scale_of_the_paper()
    {
        var outcome = await Run("bt", Table3, "--sum", "2", "--json");

        outcome.Exit.ShouldBe(0);
        var coefficients = outcome.Json.GetProperty("coefficients");
        coefficients.EnumerateObject().Select(c => c.Name).ShouldBe(["GPT-4o", "Llama3.1-70B", "Llama3.1-8B", "Qwen2.5-7B"]);
        coefficients.GetProperty("Qwen2.5-7B").GetProperty("value").GetDouble().ShouldBe(-0.195, 5e-4);
        coefficients.GetProperty("Qwen2.5-7B").GetProperty("low").ValueKind.ShouldBe(JsonValueKind.Null);
        outcome.Json.GetProperty("log_loss").GetDouble().ShouldBe(0.6298, 5e-5);
        outcome.Json.GetProperty("scale").GetString().ShouldBe("sum=2");
    }

    [Fact]
    public async Task Rows_may_come_in_another_order_than_columns_and_the_diagonal_is_ignored()
    {
        var outcome = await Run("bt", "m,a,b\nb,0.25,0.5\na,n/a,0.75\n", "--json");

        outcome.Json.GetProperty("coefficients").GetProperty("a").GetProperty("value").GetDouble().ShouldBe(Math.Log(3) / 2, 1e-9);
    }

    [Fact]
    public async Task Contests_give_intervals_and_name_the_next_one()
    {
        var contests = string.Join('\n', Enumerable.Range(0, 90).Select(i => $$"""{"a":"m{{i % 3}}","b":"m{{(i + 1) % 3}}","winner":"{{(i % 5) switch { 0 => "b", 1 => "tie", _ => "a" }}}"}"""));

        var outcome = await Run("bt", contests, "--json");
        var table = await Run("bt", contests);

        foreach (var c in outcome.Json.GetProperty("coefficients").EnumerateObject())
            c.Value.GetProperty("low").GetDouble().ShouldBeLessThan(c.Value.GetProperty("high").GetDouble());
        outcome.Json.GetProperty("contests").GetInt32().ShouldBe(90);
        outcome.Json.GetProperty("next").GetProperty("a").GetString()!.ShouldStartWith("m");
        table.Output.ShouldContain("90 contests, log loss");
        table.Output.ShouldContain(" against m");
    }

    [Theory]
    [InlineData("m,a,b\na,,0.6\nb,0.4\n", "f:3: has 2 cells where the first line has 3")]
    [InlineData("m,a,b\na,,NaN\nb,0.4,\n", "f:2: holds 'NaN' where a number is needed (against 'b')")]
    [InlineData("m,a,b\na,,0.6\nb,1.4,\n", "f:3: holds the win rate 1.4 against 'a', which is not between 0 and 1")]
    [InlineData("m,a,b\na,,60%\nb,,\n", "f:2: holds '60%'")]
    [InlineData("m,a,b\na,,\"0.6\nb,0.4,\n", "f:2: is not CSV")]
    [InlineData("m,a,b\na,,0.6\nc,0.4,\n", "f:3: names 'c', which the header does not")]
    [InlineData("m,a,b\na,,0.6\na,0.4,\n", "f:3: names 'a' again")]
    [InlineData("m,a,b\na,,0.6\n", "has no line for 'b'")]
    [InlineData("m,a,a\na,,0.6\n", "f:1: names a model twice")]
    [InlineData("m,a,\na,,0.6\n", "f:1: has no model's name in column 3")]
    [InlineData("m;a;b\n", "f:1: has one column")]
    [InlineData("", "is empty")]
    [InlineData("m,a,b,c\na,,0.6,\nb,0.4,,\nc,,,\n", "2 groups that never met: a, b | c")]
    [InlineData("m,a,b\na,,1\nb,0,\n", "no win or tie against a by b")]
    [InlineData("\n{\"a\":\"x\",\"b\":\"y\",\"winner\":\"z\"}", "f:2: names a winner other than a, b and tie")]
    public async Task What_cannot_be_ranked_is_refused_with_its_place(string text, string message)
    {
        var outcome = await Run("bt", text);

        (outcome.Exit, outcome.Output).ShouldBe((2, ""));
        outcome.Error.ReplaceLineEndings(" ").ShouldContain(message);
    }

    [Theory]
    [InlineData("kappa")]
    [InlineData("alpha")]
    [InlineData("bt")]
    [InlineData("correlation")]
    public async Task A_file_without_end_of_line_is_refused_before_it_fills_the_memory(string metric)
    {
        var outcome = await Run(metric, new string('x', 3 << 20));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("longer than 1 MB");
    }

    [Theory]
    [InlineData("bt", "x")]
    [InlineData("bt", "NaN")]
    public async Task A_sum_is_a_number(string metric, string sum)
    {
        var outcome = await Run(metric, Table3, "--sum", sum);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain($"--sum takes a number, as 2, not '{sum}'");
    }

    [Fact]
    public async Task A_missing_file_is_named() => (await RunAsync("metrics", "kappa", _cli.Path("none.csv"))).Error.ShouldContain("does not exist");

    [Fact]
    public async Task Two_raters_get_Cohens_kappa_and_more_get_Fleiss()
    {
        var two = await Run("kappa", "item,ann,bob\n1,yes,yes\n2,no,\n3,no,no\n4,yes,no\n", "--json");
        var three = await Run("kappa", "ann,bob,cem\na,a,b\nb,b,b\n", "--json");

        // Two of three agree; yes by chance 2/3 * 1/3, no 1/3 * 2/3: (6/9 - 4/9) / (5/9).
        (two.Json.GetProperty("statistic").GetString(), two.Json.GetProperty("weights").GetString()).ShouldBe(("cohen", "none"));
        two.Json.GetProperty("kappa").GetDouble().ShouldBe(0.4, 1e-12);
        (two.Json.GetProperty("n").GetInt32(), two.Json.GetProperty("left_out").GetInt32()).ShouldBe((3, 1));
        three.Json.GetProperty("statistic").GetString().ShouldBe("fleiss");
        three.Json.GetProperty("weights").ValueKind.ShouldBe(JsonValueKind.Null);
        three.Json.GetProperty("kappa").GetDouble().ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public async Task Numbers_in_the_first_line_are_ratings()
    {
        var outcome = await Run("kappa", "1,1\n2,3\n3,2\n4,2\n", "--weights", "quadratic", "--json");

        outcome.Json.GetProperty("n").GetInt32().ShouldBe(4);
        outcome.Json.GetProperty("kappa").GetDouble().ShouldBe(0.25, 1e-12);
    }

    [Theory]
    [InlineData("r1,r2\na,b\n", "f:2: holds 'a' where a number is needed for --weights linear")]
    [InlineData("r1,r2,r3\n1,2,3\n", "has 3 raters, and --weights is for two")]
    [InlineData("item,r1\n1,2\n", "f:1: has one rater")]
    [InlineData("r1,r2\n", "has no item")]
    public async Task Ratings_that_cannot_be_weighed_are_refused(string text, string message)
    {
        var outcome = await Run("kappa", text, "--weights", "linear");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ReplaceLineEndings(" ").ShouldContain(message);
    }

    [Fact]
    public async Task Alpha_measures_with_ratings_missing()
    {
        const string published = "A,B,C,D\n1,1,,1\n2,2,3,2\n3,3,3,3\n3,3,3,3\n2,2,2,2\n1,2,3,4\n4,4,4,4\n1,1,2,1\n2,2,2,2\n,5,5,5\n,,1,1\n,3,,\n";

        var nominal = await Run("alpha", published, "--json");
        var ordinal = await Run("alpha", published, "--level", "ordinal", "--json");
        var table = await Run("alpha", published, "--level", "interval");

        nominal.Json.GetProperty("alpha").GetDouble().ShouldBe(0.743, 5e-4);
        ordinal.Json.GetProperty("alpha").GetDouble().ShouldBe(0.815, 5e-4);
        (ordinal.Json.GetProperty("n").GetInt32(), ordinal.Json.GetProperty("left_out").GetInt32(), ordinal.Json.GetProperty("raters").GetInt32()).ShouldBe((11, 1, 4));
        table.Output.ShouldContain("0.849");
        table.Output.ShouldContain("A, B, C, D");
    }

    [Theory]
    [InlineData("kappa", "kappa", "r1,r2\na,a\na,a\n", "every rating is the same")]
    [InlineData("alpha", "alpha", "r1,r2\na,\n,b\n", "no item has two ratings")]
    [InlineData("correlation", "pearson", "1,2\n1,3\n1,4\n", "the first series is constant")]
    public async Task What_is_undefined_is_null_with_its_reason_and_no_success(string metric, string field, string text, string reason)
    {
        var outcome = await Run(metric, text, "--json");

        outcome.Exit.ShouldBe(2);
        outcome.Json.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.Null);
        outcome.Json.GetProperty("undefined").GetString()!.ShouldContain(reason);
        outcome.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task Two_pairs_have_no_p_with_its_reason_and_no_success()
    {
        var outcome = await Run("correlation", "x,y\n1,2\n2,5\n", "--json");

        outcome.Exit.ShouldBe(2);
        outcome.Json.GetProperty("pearson").GetDouble().ShouldBe(1);
        outcome.Json.GetProperty("p").ValueKind.ShouldBe(JsonValueKind.Null);
        outcome.Json.GetProperty("undefined").GetString()!.ShouldContain("no p with two pairs");
        outcome.Error.ShouldContain("no p with two pairs");
        outcome.Error.ShouldContain("Give three pairs or more");
    }

    [Fact]
    public async Task InterPrefs_pass_rates_and_coefficients_correlate()
    {
        const string series = "pass_rate,coefficient\n56.5,0.983\n57.0,0.949\n52.5,0.424\n20.5,-0.356\n,1\n";

        var json = (await Run("correlation", series, "--json")).Json;
        var table = await Run("correlation", series);

        json.GetProperty("pearson").GetDouble().ShouldBe(0.9529, 5e-5);
        json.GetProperty("p").GetDouble().ShouldBe(0.0471, 5e-5);
        json.GetProperty("spearman").GetDouble().ShouldBe(0.8, 1e-12);
        json.GetProperty("spearman_p").GetDouble().ShouldBe(0.2, 1e-9);
        (json.GetProperty("n").GetInt32(), json.GetProperty("left_out").GetInt32()).ShouldBe((4, 1));
        table.Output.ShouldContain("pass_rate and coefficient");
    }

    [Theory]
    [InlineData("x,y\n1,2\nfoo,3\n", "f:3: holds 'foo'")]
    [InlineData("x,y\n1,2\n1e999,3\n", "f:3: holds '1e999'")]
    [InlineData("1,2,3\n", "f:1: has 3 columns")]
    public async Task Series_that_are_no_numbers_are_refused(string text, string message)
    {
        var outcome = await Run("correlation", text);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ReplaceLineEndings(" ").ShouldContain(message);
    }

    [Fact]
    public async Task Help_ends_with_examples() => (await RunAsync("metrics", "bt", "--help")).Output.ShouldContain("attune metrics bt win-rates.csv --sum 2 --json");

    public void Dispose() => _cli.Dispose();
}
