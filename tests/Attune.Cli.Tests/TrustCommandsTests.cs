using System.Globalization;
using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class TrustCommandsTests : IDisposable
{
    private readonly CommandLine _cli = new();

    private Task<Outcome> Run(string metric, string text, params string[] options) => RunAsync(["metrics", metric, _cli.Write("f", text), .. options]);

    [Fact]
    public async Task Length_bias_splits_a_file_at_the_median_length()
    {
        const string csv = "length,passed,cluster\n10,true,u1\n20,false,u2\n30,no,u3\n40,1,u4\n50,YES,u5\n60,,u6\n";

        var json = (await Run("length-bias", csv, "--json")).Json;
        var table = await Run("length-bias", csv);

        (json.GetProperty("median").GetDouble(), json.GetProperty("n").GetInt32(), json.GetProperty("at_median").GetInt32(), json.GetProperty("left_out").GetInt32()).ShouldBe((30, 4, 1, 1));
        json.GetProperty("shorter").GetProperty("pass_rate").GetProperty("mean").GetDouble().ShouldBe(0.5);
        json.GetProperty("longer").GetProperty("mean_length").GetDouble().ShouldBe(45);
        json.GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(0.5);
        json.GetProperty("undefined").ValueKind.ShouldBe(JsonValueKind.Null);
        table.Exit.ShouldBe(0);
        table.Output.ShouldContain("longer - shorter: +0.500");
        table.Output.ShouldContain("in neither half: 1 of the median length, 1 without a verdict");
    }

    [Fact]
    public async Task Json_lines_say_the_same_as_csv_in_whatever_order_their_fields_come()
    {
        var csv = await Run("length-bias", "passed,note,Length\ntrue,x,1\nfalse,y,2.5\n,z,3\n", "--json");
        var lines = await Run("length-bias", "{\"passed\":true,\"length\":1,\"more\":{\"a\":[]}}\n\n{\"length\":\"2.5\",\"passed\":0}\n{\"length\":3,\"passed\":null}\n", "--json");

        csv.Exit.ShouldBe(0);
        lines.Output.ShouldBe(csv.Output);
    }

    [Fact]
    public async Task Table_7_gives_the_gains_of_both_evaluators()
    {
        (string Generator, string Evaluator, int Passed)[] cells =
        [
            ("GPT-4o", "GPT-4o", 114), ("GPT-4o", "Llama3.1-70B", 113), ("Llama3.1-70B", "GPT-4o", 121),
            ("Llama3.1-70B", "Llama3.1-70B", 114), ("Llama3.1-8B", "GPT-4o", 106), ("Llama3.1-8B", "Llama3.1-70B", 105),
        ];
        var csv = "generator,evaluator,passed\n" + string.Concat(cells.SelectMany(c => Enumerable.Range(0, 200).Select(i => $"{c.Generator},{c.Evaluator},{(i < c.Passed ? "true" : "false")}\n")));

        var json = (await Run("self-preference", csv, "--json")).Json;
        var table = await Run("self-preference", csv);

        json.GetProperty("evaluators").EnumerateArray().Select(e => Math.Round(e.GetProperty("gain").GetProperty("value").GetDouble(), 9)).ShouldBe([0.005, -0.035]);
        json.GetProperty("evaluators")[0].GetProperty("beyond_leniency").GetProperty("value").GetDouble().ShouldBe(-0.015, 1e-9);
        json.GetProperty("matrix").GetArrayLength().ShouldBe(6);
        table.Output.ShouldContain("Llama3.1-70B (itself)");
        table.Output.ShouldContain("compared by rates");
    }

    [Fact]
    public async Task Evaluators_are_compared_item_by_item_where_items_are_named()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 6).SelectMany(i => new[]
        {
            $$"""{"generator":"m","evaluator":"m","passed":true,"item":"p{{i}}"}""",
            $$"""{"generator":"m","evaluator":"x","passed":{{(i % 2 == 0 ? "true" : "false")}},"item":"p{{i}}"}""",
        }));

        var json = (await Run("self-preference", lines, "--json")).Json;

        json.GetProperty("paired").GetBoolean().ShouldBeTrue();
        var gain = json.GetProperty("evaluators")[0].GetProperty("gain");
        (gain.GetProperty("value").GetDouble(), gain.GetProperty("n").GetInt32()).ShouldBe((0.5, 6));
        json.GetProperty("evaluators")[0].GetProperty("leniency").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Consistency_compares_the_first_column_with_the_majority_of_the_others()
    {
        const string csv = "item,judge,ann,bob,cem\n1,left,left,left,right\n2,right,left,left,\n3,left,left,right,\n4,left,right,left,left\n5,,left,left,left\n";

        var json = (await Run("consistency", csv, "--json")).Json;
        var table = await Run("consistency", csv);

        json.GetProperty("share").GetProperty("mean").GetDouble().ShouldBe(2 / 3.0, 1e-12);
        (json.GetProperty("n").GetInt32(), json.GetProperty("tied").GetInt32(), json.GetProperty("left_out").GetInt32()).ShouldBe((3, 1, 1));
        json.GetProperty("baseline").GetDouble().ShouldBe(1);
        table.Output.ShouldContain("judge and the majority of 3 people");
    }

    [Theory]
    [InlineData("length-bias", "", "f: is empty")]
    [InlineData("length-bias", "size,passed\n1,true\n", "f:1: has no column 'length'")]
    [InlineData("length-bias", "length,passed,length\n1,true,2\n", "f:1: has two columns 'length'")]
    [InlineData("length-bias", "length,passed\n-1,true\n", "f:2: holds the length '-1'")]
    [InlineData("length-bias", "length,passed\nNaN,true\n", "f:2: holds the length 'NaN'")]
    [InlineData("length-bias", "length,passed\n,true\n", "f:2: has no length")]
    [InlineData("length-bias", "length,passed\n1,maybe\n", "f:2: holds 'maybe' at passed")]
    [InlineData("length-bias", "length,passed\n1\n", "f:2: has 1 cell where the first line has 2")]
    [InlineData("length-bias", "{\"length\":1,\"passed\":true\n", "f:1: is not valid JSON")]
    [InlineData("length-bias", "{\"length\":1,\"passed\":true}\n[1]\n", "f:2: is not a JSON object")]
    [InlineData("length-bias", "{\"length\":[1],\"passed\":true}\n", "f:1: holds no plain value at length")]
    [InlineData("length-bias", "{\"length\":\"\\ud800\",\"passed\":true}\n", "f:1: is not valid JSON")]
    [InlineData("self-preference", "generator,evaluator,passed\nm,,true\n", "f:2: has no evaluator")]
    [InlineData("self-preference", "generator,evaluator,passed,item\nm,x,true,1\nm,x,false,1\n", "has two verdicts of 'x' on item '1' of 'm'")]
    [InlineData("consistency", "item,judge\n1,left\n", "f:1: has one rater")]
    public async Task Records_that_cannot_be_read_are_refused_with_their_place(string metric, string text, string message)
    {
        var outcome = await Run(metric, text);

        (outcome.Exit, outcome.Output).ShouldBe((2, ""));
        outcome.Error.ReplaceLineEndings(" ").ShouldContain(message);
    }

    [Theory]
    [InlineData("length-bias", "length,passed\n", "no item has a verdict")]
    [InlineData("length-bias", "length,passed\n5,true\n5,false\n", "no item is shorter or longer than the median length, 5")]
    [InlineData("self-preference", "generator,evaluator,passed\nm,m,true\n", "'m' is the only evaluator")]
    [InlineData("self-preference", "generator,evaluator,passed\nz,m,true\nz,x,true\n", "no evaluator is among the generators")]
    [InlineData("consistency", "judge,ann\nleft,\n,right\n", "no item has labels of the model and of people")]
    public async Task What_cannot_be_computed_is_null_with_its_reason_and_no_success(string metric, string text, string reason)
    {
        var outcome = await Run(metric, text, "--json");

        outcome.Exit.ShouldBe(2);
        outcome.Json.GetProperty("undefined").GetString()!.ShouldContain(reason);
        outcome.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task A_file_full_of_faults_names_twenty()
    {
        var outcome = await Run("length-bias", "length,passed\n" + string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i},true\n"))));

        outcome.Error.Split("holds the length").Length.ShouldBe(21);
    }

    [Theory]
    [InlineData("length-bias", "attune metrics length-bias verdicts.csv")]
    [InlineData("self-preference", "attune metrics self-preference verdicts.csv")]
    [InlineData("consistency", "attune metrics consistency model-and-people.csv")]
    public async Task Help_ends_with_examples(string metric, string example) => (await RunAsync("metrics", metric, "--help")).Output.ShouldContain(example);

    public void Dispose() => _cli.Dispose();
}
