using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Annotation;

/// <summary>What owners and annotators do in rounds of any kind, by forms alone.</summary>
internal static class RoundVisits
{
    /// <summary>Makes a round by the form of its kind: everything that can be chosen, unless fields say otherwise.</summary>
    public static async Task<string> MakeRoundAsync(this Visitor owner, string kind, string source, IReadOnlyList<Visitor> annotators, params (string Name, string Value)[] fields)
    {
        var page = await owner.GetAsync($"/rounds/new?kind={kind}&source={source}");
        var choices = page.Document.QuerySelectorAll("input[type=checkbox]:checked").Select(c => (c.GetAttribute("name")!, c.GetAttribute("value")!));
        (string Name, string Value)[] given =
        [
            ("name", "First round"), ("count", "8"), ("overlap", $"{annotators.Count}"), ("instructions", "Judge."), .. choices, .. annotators.Select(a => ("annotator", a.Account!.Id)),
        ];
        var made = await owner.SubmitAsync(page, "/rounds", [.. given.Where(g => fields.All(f => f.Name != g.Name)), .. fields]);
        made.Status.ShouldBe(303, made.Main);
        return made.Location!["/rounds/".Length..];
    }

    public static async Task<Shown> NextTaskAsync(this Visitor who, string round) => await who.FollowAsync(await who.SubmitAsync(await who.GetAsync($"/annotate/{round}"), $"/annotate/{round}/next"));

    /// <summary>Answers everything there is for them.</summary>
    /// <param name="who">Who.</param>
    /// <param name="round">The round.</param>
    /// <param name="answer">Fields for a page, and how many they have answered.</param>
    public static async Task AnswerAllAsync(this Visitor who, string round, Func<Shown, int, (string, string)[]> answer)
    {
        var page = await who.NextTaskAsync(round);
        for (var n = 0; page.Document.QuerySelector("form.verdict") is not null; n++)
        {
            var answered = await who.SubmitAsync(page, page.TaskForm(), answer(page, n));
            answered.Status.ShouldBe(303, answered.Main);
            page = await who.FollowAsync(answered);
        }
    }

    public static async Task<Shown> WriteRoundAsync(this Visitor owner, string round) => await owner.SubmitAsync(await owner.GetAsync($"/rounds/{round}"), $"/rounds/{round}/write");

    /// <summary>Settles the first item that the round's page lists as disputed.</summary>
    /// <returns>The page that was filled in.</returns>
    public static async Task<Shown> SettleFirstAsync(this Visitor owner, string round, Func<Shown, (string, string)[]> answer)
    {
        var page = await owner.GetAsync(await owner.FirstDisputedAsync(round));
        (await owner.SubmitAsync(page, page.TaskForm(), answer(page))).Location.ShouldBe($"/rounds/{round}");
        return page;
    }

    public static async Task<string> FirstDisputedAsync(this Visitor owner, string round) =>
        (await owner.GetAsync($"/rounds/{round}")).Document.QuerySelector($"main a[href^='/rounds/{round}/items/']")!.GetAttribute("href")!;

    public static async Task<string[]> ExportAsync(this Visitor owner, string round, string file) =>
        (await owner.GetAsync($"/rounds/{round}/{file}")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string TaskForm(this Shown page) => page.Document.QuerySelector("form.verdict")!.GetAttribute("action")!;
}
