using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Attune.Soak;

/// <summary>Kills a console at random moments while people judge and chat in it, starts it again each time, and looks for what it acknowledged.</summary>
internal sealed partial class ConsoleSoak(string root, string? db, Random random)
{
    private const int Annotators = 4;
    private const int Participants = 2;

    private readonly Uri _address = new($"http://127.0.0.1:{AttuneProcess.FreePort()}");
    private readonly List<SoakedPerson> _annotators = [];
    private readonly List<(SoakedPerson Person, string Part)> _participants = [];
    private AttuneProcess _console = null!;
    private ConsoleBrowser _owner = null!;
    private string _round = "";

    private string Db => db ?? Path.Combine(root, "console.db");

    /// <param name="kills">How often.</param>
    /// <returns>What went wrong; null where nothing did.</returns>
    public async Task<string?> RunAsync(int kills)
    {
        await PrepareAsync();
        for (var killed = 1; killed <= kills; killed++)
        {
            var working = _annotators.Select(a => a.JudgeAsync(_round)).Concat(_participants.Select(p => p.Person.ChatAsync(p.Part))).ToList();
            // By what was done and not by time: on a busy machine too, every kill falls into work.
            for (var enough = Done() + random.Next(1, 150); Done() < enough && working.Exists(w => !w.IsCompleted);) await Task.Delay(1);
            _console.Dispose();
            await Task.WhenAll(working);
            await StartAsync();
            if (await FaultAsync() is { } fault) return $"after kill {killed}: {fault}";
            Console.WriteLine($"kill {killed}: {_annotators.Sum(a => a.Acknowledged.Count):N0} verdicts and {_participants.Sum(p => p.Person.Acknowledged.Count):N0} messages are there");
        }

        _console.Dispose();
        return null;
    }

    private int Done() => _annotators.Sum(a => a.Acknowledged.Count) + _participants.Sum(p => p.Person.Acknowledged.Count);

    /// <summary>A round of many contests, a collection of chats, and people who take part.</summary>
    private async Task PrepareAsync()
    {
        foreach (var command in (string[][])
        [
            ["generate", "interpref", "--from", "starter", "--pairs", "200", "--out", Path.Combine(root, "data", "pairs")],
            ["run", "--dataset", Path.Combine(root, "data", "pairs"), "--task", "pair", "--model", "embedded:lexical", "embedded:generic", "--context", "simple", "--contests", "0", "--out", Path.Combine(root, "runs", "first")],
        ])
        {
            using var process = AttuneProcess.Start(command);
            if (await process.EndAsync(TimeSpan.FromMinutes(10)) != 0) throw new InvalidOperationException(await process.SaidAsync());
        }

        _owner = new(_address);
        await _owner.JoinAsync(Link().Match(await StartAsync("--create-owner", "olive")).Value, "olive");
        for (var i = 0; i < Annotators; i++) _annotators.Add(await JoinAsync($"annotator {i}", "/invitations", ("role", "annotator")));
        await MakeRoundAsync();
        await SubmitAsync("/collections", "/collections/new", ("name", "Talks"), ("model", "embedded:generic"), ("text", "Talk."), ("messages", "10000"), ("tokens", "1000000000"), ("until", "2999-12-31"));
        var collection = CollectionLink().Match(await _owner.GetAsync("/collections")).Groups[1].Value;
        for (var i = 0; i < Participants; i++)
        {
            var person = await JoinAsync($"participant {i}", collection + "/invite", ("note", ""));
            var part = PartLink().Match(await person.Browser.GetAsync("/chats")).Groups[1].Value;
            await person.Browser.SubmitAsync(part + "/consent", await person.Browser.GetAsync(part), ("agree", "yes"));
            _participants.Add((person, part));
        }
    }

    private async Task MakeRoundAsync()
    {
        const string New = "/rounds/new?kind=contests&source=first";
        var page = await _owner.GetAsync(New);
        var boxes = Box().Matches(page).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).Where(b => b.Item1 != "opinions");
        await SubmitAsync("/rounds", New, [("kind", "contests"), ("source", "first"), ("name", "Round"), ("count", "20000"), ("overlap", "2"), ("instructions", "Judge."), .. boxes]);
        _round = RoundLink().Match(await _owner.GetAsync("/rounds")).Groups[1].Value;
    }

    private async Task<string> SubmitAsync(string path, string page, params (string, string)[] fields) =>
        await _owner.SubmitAsync(path, await _owner.GetAsync(page), fields) ?? throw new InvalidOperationException($"{path} was refused.");

    private async Task<SoakedPerson> JoinAsync(string name, string path, params (string, string)[] fields)
    {
        // Links are made on the page of what they lead to.
        var link = InvitationLink().Match(await SubmitAsync(path, path.EndsWith("/invite", StringComparison.Ordinal) ? path[..^"/invite".Length] : path, fields)).Groups[1].Value;
        var browser = new ConsoleBrowser(_address);
        await browser.JoinAsync(link, name);
        return new(browser, new(random.Next()));
    }

    /// <returns>What it said while it started.</returns>
    private async Task<string> StartAsync(params string[] more)
    {
        (_console, var said) = await AttuneProcess.ServeConsoleAsync(
            _address, root, more.Length > 0 ? 2 : 1, ["--data", Path.Combine(root, "data"), "--runs", Path.Combine(root, "runs"), "--db", Db, "--accounts", "--quiet", "--cache", "off", .. more]);
        return said;
    }

    /// <summary>What is lost, doubled or damaged; null where nothing is.</summary>
    private async Task<string?> FaultAsync()
    {
        var lines = (await _owner.GetAsync($"/rounds/{_round}/verdicts.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (least, most) = (_annotators.Sum(a => a.Acknowledged.Count), _annotators.Sum(a => a.Acknowledged.Count + a.Uncertain.Count));
        if (lines.Length < least || lines.Length > most) return $"{lines.Length} verdicts are stored, {least} were acknowledged and {most - least} are uncertain";
        if (lines.Distinct().Count() != lines.Length) return "a verdict is there twice";
        foreach (var (person, part) in _participants)
        {
            using var chats = JsonDocument.Parse(await person.Browser.GetAsync(part + "/data/chats.json"));
            var said = chats.RootElement.EnumerateArray().SelectMany(c => c.GetProperty("messages").EnumerateArray()).Where(m => m.GetProperty("role").GetString() == "user").Select(m => m.GetProperty("content").GetString()!).ToList();
            if (said.Count != said.Distinct().Count()) return "a message is there twice";
            if (person.Acknowledged.Except(said).FirstOrDefault() is { } lost) return $"a message is lost: {lost}";
            if (said.Except(person.Acknowledged).Except(person.Uncertain).FirstOrDefault() is { } invented) return $"nobody said: {invented}";
        }

        return db is null ? Damage() : null;
    }

    private string? Damage()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Db, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok') + (SELECT COUNT(*) FROM pragma_foreign_key_check)";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0 ? null : "the database is damaged";
    }

    [GeneratedRegex(@"http://[^ ]+/join/\S+")]
    private static partial Regex Link();

    [GeneratedRegex("<code class=\"secret\">([^<]+)</code>")]
    private static partial Regex InvitationLink();

    [GeneratedRegex("type=\"checkbox\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex Box();

    [GeneratedRegex("href=\"/rounds/([0-9a-f]{32})\"")]
    private static partial Regex RoundLink();

    [GeneratedRegex("href=\"(/collections/[0-9a-f]{32})\"")]
    private static partial Regex CollectionLink();

    [GeneratedRegex("href=\"(/chats/p-[0-9a-f]{16})\"")]
    private static partial Regex PartLink();
}
