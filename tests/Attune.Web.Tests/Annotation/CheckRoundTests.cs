using System.Text.Json;
using Attune.Datasets;
using Attune.Verifying;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Annotation;

/// <summary>A round of query checks from the making of it to the dataset, by forms alone.</summary>
public sealed class CheckRoundTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private Visitor _owner = null!;
    private Visitor _anna = null!;
    private Visitor _bert = null!;
    private string _folder = null!;

    public async Task InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        _folder = await PairsRun.MakeDatasetAsync(_console.Folder);
        (_owner, _anna, _bert) = (await _console.VisitAsync(Role.Owner), await _console.VisitAsync(Role.Annotator), await _console.VisitAsync(Role.Annotator));
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in (Visitor[])[_owner, _anna, _bert]) visitor.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task What_people_choose_and_the_owner_settles_goes_into_the_dataset()
    {
        var before = Dataset.Open(_folder).Pairs;
        var round = await MakeAsync();
        await _anna.AnswerAllAsync(round, (page, n) => n == 0 ? [("answer", "0"), ("comment", "All alike.")] : [("answer", "2")]);
        await _bert.AnswerAllAsync(round, (page, n) => n == 0 ? [("answer", "1")] : [("answer", "2")]);
        var settled = await _owner.SettleFirstAsync(round, _ => [("answer", "3")]);
        settled.Main.ShouldContain("none of them: All alike.");

        (await _owner.WriteRoundAsync(round)).Location.ShouldBe($"/rounds/{round}");
        var dataset = Dataset.Open(_folder);
        CheckedPairs.Apply(dataset, new(dataset)).People.Values.Sum().ShouldBe(2 * before.Count + 1);

        var after = Dataset.Open(_folder).Pairs;
        after.Select(p => p.Id).ShouldBe(before.Select(p => p.Id));
        after.Count(p => p.Query == p.Candidates[1]).ShouldBe(before.Count - 1);
        after.Count(p => p.Query == p.Candidates[2]).ShouldBe(1);
        after[0].Checks.Select(c => c.By).ShouldContain($"person:annotator-1@{round}");
    }

    [Fact]
    public async Task Written_again_a_choice_counts_once_and_one_that_was_taken_back_no_more()
    {
        var round = await MakeAsync();
        await _anna.AnswerAllAsync(round, (_, _) => [("answer", "1")]);
        await _owner.WriteRoundAsync(round);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(_folder, CheckLog.FileName))).Length;
        await _owner.WriteRoundAsync(round);
        (await File.ReadAllLinesAsync(Path.Combine(_folder, CheckLog.FileName))).Length.ShouldBe(lines);

        await _anna.SubmitAsync(await _anna.GetAsync($"/annotate/{round}"), $"/annotate/{round}/undo");
        await _owner.WriteRoundAsync(round);

        var dataset = Dataset.Open(_folder);
        CheckedPairs.Preview(new(dataset)).Checked.ShouldBe(dataset.Pairs.Count - 1);
    }

    [Fact]
    public async Task A_pair_that_was_made_again_since_is_not_written_and_the_owner_is_told()
    {
        var round = await MakeAsync();
        await _anna.AnswerAllAsync(round, (_, _) => [("answer", "1")]);
        var preferences = Path.Combine(_folder, "preferences.jsonl");
        var first = Dataset.Open(_folder).Pairs[0].PreferenceA;
        var text = Dataset.Open(_folder).Preference(first).Text;
        await File.WriteAllTextAsync(preferences, (await File.ReadAllTextAsync(preferences)).Replace(JsonSerializer.Serialize(text)[1..^1], "The user counts herons."));

        var written = await _owner.WriteRoundAsync(round);

        written.Location.ShouldStartWith($"/rounds/{round}?outdated=");
        (await _owner.FollowAsync(written)).Main.ShouldContain("made again since");
    }

    [Fact]
    public async Task The_two_who_see_a_pair_see_its_questions_in_the_other_order_and_not_what_a_model_chose()
    {
        var round = await MakeAsync();
        var seen = new Dictionary<string, List<string>>();
        foreach (var person in (Visitor[])[_anna, _bert])
            await person.AnswerAllAsync(round, (page, _) =>
            {
                var shown = page.Document.QuerySelectorAll(".queries button").Select(b => (Number: b.GetAttribute("value")!, Text: b.QuerySelector("span")?.TextContent)).ToList();
                shown[^1].Number.ShouldBe("0");
                seen.TryAdd(string.Join('\n', shown.Select(s => s.Text).Order()), []);
                seen[string.Join('\n', shown.Select(s => s.Text).Order())].Add(string.Join(' ', shown.SkipLast(1).Select(s => s.Number)));
                page.Text.ShouldNotContain("model:");
                return [("answer", "1")];
            });

        seen.Values.ShouldAllBe(orders => orders.Order().SequenceEqual(new[] { "1 2 3", "3 2 1" }));
        var lines = (await _owner.ExportAsync(round, "verdicts.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var pairs = Dataset.Open(_folder).Pairs.ToDictionary(p => p.Id);
        lines.ShouldAllBe(l => l.GetProperty("query").GetString() == pairs[l.GetProperty("pair_id").GetString()!].Candidates[0]);
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("Krippendorff's alpha");
    }

    [Fact]
    public async Task A_query_that_is_not_there_cannot_be_chosen()
    {
        var round = await MakeAsync();
        var page = await _anna.NextTaskAsync(round);
        foreach (var answer in (string[])["4", "-1", "", "left", "1.0", "99999999999"])
            (await _anna.SubmitAsync(page, page.TaskForm(), ("answer", answer))).Status.ShouldBe(400);
        (await _owner.GetAsync("/rounds/new?kind=checks&source=starter")).Status.ShouldBe(404);
        (await _owner.GetAsync("/rounds/new?kind=checks&source=..%2Fruns")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Texts_of_the_dataset_are_shown_as_texts()
    {
        var pairs = Path.Combine(_folder, "pairs.jsonl");
        await File.WriteAllTextAsync(pairs, (await File.ReadAllTextAsync(pairs)).Replace("\"candidates\":[\"", "\"candidates\":[\"<script>alert(1)</script>"));
        var dataset = Dataset.Open(_folder);
        dataset.Pairs[0].Candidates[0].ShouldStartWith("<script>");
        var round = await MakeAsync();

        await _anna.AnswerAllAsync(round, (page, n) =>
        {
            page.Text.ShouldNotContain("<script>alert");
            page.Main.ShouldContain("<script>alert(1)");
            return [("answer", n % 2 == 0 ? "1" : "0")];
        });
        await _bert.AnswerAllAsync(round, (_, _) => [("answer", "1")]);
        foreach (var path in (string[])[$"/rounds/{round}", await _owner.FirstDisputedAsync(round)]) (await _owner.GetAsync(path)).Text.ShouldNotContain("<script>alert");
    }

    private Task<string> MakeAsync() => _owner.MakeRoundAsync("checks", "pairs", [_anna, _bert], ("count", "100"));
}
