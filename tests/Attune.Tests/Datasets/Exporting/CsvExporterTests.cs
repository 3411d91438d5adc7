using Attune.Datasets.Exporting;
using Microsoft.VisualBasic.FileIO;

namespace Attune.Tests.Datasets.Exporting;

public sealed class CsvExporterTests : IDisposable
{
    private readonly TinyDataset _tiny = new(users: 2);

    private string Out => Path.Combine(_tiny.Root, "tables");

    [Fact]
    public void Every_record_is_a_row_as_another_reader_of_csv_finds_it()
    {
        const string text = "Says \"no, thanks\",\nand means it; 日本";
        _tiny.Set("preferences.jsonl", 1, "text", System.Text.Json.JsonSerializer.Serialize(text))
            .Set("preferences.jsonl", 1, "event", """{"date": "2024-02-29", "text": "It rained."}""")
            .Set("preferences.jsonl", 1, "facets", """{"liked": ["tea", "figs"], "disliked": []}""");

        var result = CsvExporter.Export(_tiny.Open(), Out);

        var preferences = Read("preferences");
        (preferences.Count, Read("profiles").Count, Read("queries").Count).ShouldBe((6, 2, 6));
        result.Counts.ShouldBe(new Dictionary<string, int> { ["profiles"] = 2, ["preferences"] = 6, ["queries"] = 6 });
        preferences[0]["text"].ShouldBe(text);
        (preferences[0]["kind"], preferences[0]["event_date"], preferences[0]["liked"], preferences[0]["disliked"]).ShouldBe(("original", "2024-02-29", "tea; figs", ""));
        preferences[2]["derived_from"].ShouldBe("u1-p1; u1-p2");
        Read("queries")[0]["option_d"].ShouldBe("dish D for u1-p1");
    }

    [Fact]
    public void Unknown_fields_stand_in_the_last_column()
    {
        _tiny.Set("profiles.jsonl", 1, "shoe_size", "41").Set("profiles.jsonl", 1, "demographics", """{"height": "1.70"}""");

        CsvExporter.Export(_tiny.Open(), Out);

        Read("profiles")[0]["other"].ShouldBe("""{"shoe_size":41,"height":"1.70"}""");
        Read("profiles")[1]["other"].ShouldBe("");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    public void A_text_that_a_spreadsheet_would_run_is_made_harmless(string text)
    {
        _tiny.Set("profiles.jsonl", 1, "persona", System.Text.Json.JsonSerializer.Serialize(text));

        CsvExporter.Export(_tiny.Open(), Out);

        Read("profiles")[0]["persona"].ShouldBe("'" + text);
    }

    [Fact]
    public void The_result_says_that_sessions_are_not_in_the_tables() =>
        CsvExporter.Export(_tiny.Open(), Out).LeftOut.ShouldHaveSingleItem().Value.ShouldBe(2 * 5 + 4);

    [Fact]
    public void A_folder_that_is_not_empty_is_refused() => Should.Throw<BadInputException>(() => CsvExporter.Export(_tiny.Open(), _tiny.Folder));

    public void Dispose() => _tiny.Dispose();

    private List<Dictionary<string, string>> Read(string table)
    {
        using var parser = new TextFieldParser(Path.Combine(Out, $"{table}.csv")) { Delimiters = [","], TrimWhiteSpace = false };
        var header = parser.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (!parser.EndOfData) rows.Add(header.Zip(parser.ReadFields()!).ToDictionary(c => c.First, c => c.Second));
        return rows;
    }
}
