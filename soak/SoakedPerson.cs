using System.Text.RegularExpressions;

namespace Attune.Soak;

/// <summary>Somebody who works in the console until it is gone, and remembers what it acknowledged.</summary>
internal sealed partial class SoakedPerson(ConsoleBrowser browser, Random random)
{
    /// <summary>Verdicts or messages whose answer came.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Those whose answer never came: they may be there or not.</summary>
    public List<string> Uncertain { get; } = [];

    public ConsoleBrowser Browser => browser;

    /// <summary>Judges one contest after the other. Returns when there is none, or the console is gone.</summary>
    public Task JudgeAsync(string round) => UntilGoneAsync(async () =>
    {
        var page = await browser.SubmitAsync($"/annotate/{round}/next", await browser.GetAsync($"/annotate/{round}")) ?? "";
        while (TaskForm().Match(page) is { Success: true } form)
        {
            var answer = ((string[])["left", "tie", "right"])[random.Next(3)];
            page = await SureAsync(form.Groups[1].Value, () => browser.SubmitAsync(form.Groups[1].Value, page, ("answer", answer))) ?? "";
        }
    });

    /// <summary>Begins one chat after the other, each with words of its own.</summary>
    public Task ChatAsync(string part) => UntilGoneAsync(async () =>
    {
        while (true)
        {
            var (page, said) = (await browser.GetAsync(part + "/new"), $"I like the number {random.NextInt64()}.");
            Uncertain.Add(said);
            var sent = await browser.SubmitAsync(part + "/new", page, ("message", said));
            Uncertain.Remove(said);
            if (sent is not null) Acknowledged.Add(said);
            // Refused while the answer before it is written.
            else await Task.Delay(5);
        }
    });

    private static async Task UntilGoneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The console was killed.
        }
    }

    private async Task<string?> SureAsync(string what, Func<Task<string?>> send)
    {
        Uncertain.Add(what);
        var page = await send();
        Uncertain.Remove(what);
        Acknowledged.Add(what);
        return page;
    }

    [GeneratedRegex("action=\"(/annotate/tasks/[0-9a-f]+)\" class=\"verdict\"")]
    private static partial Regex TaskForm();
}
