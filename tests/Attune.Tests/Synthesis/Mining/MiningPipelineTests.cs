using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Models.Embedded;
using Attune.Runs;
using Attune.Synthesis.Mining;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Synthesis.Mining;

public sealed class MiningPipelineTests : IDisposable
{
    private readonly MinedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Twelve_people_become_a_valid_dataset_of_what_they_prefer()
    {
        var report = await _folder.MineAsync(_folder.TwelvePeople());

        Dataset.Validate(_folder.At("mined")).ShouldBeEmpty();
        var mined = Dataset.Open(_folder.At("mined"));
        var spread = report.Spread;
        (spread.Users, spread.Chats, spread.Turns, spread.UsersWithoutPreference).ShouldBe((12, 36, 91, 0));
        mined.Preferences.Count.ShouldBe(spread.Preferences);
        spread.Found.ShouldBe(spread.Duplicates + spread.Preferences);
        spread.ByCategory.Keys.ShouldBe(PreferenceCategory.All);
        spread.ByCategory.Values.ShouldAllBe(n => n >= 3);
        mined.Queries.ShouldBeEmpty();
        mined.Profiles.SelectMany(p => mined.SessionsOf(p.Id)).ShouldAllBe(s => s.Kind == SessionKind.Chat);
        mined.Card.Extra!["mined"].GetProperty("preferences").GetInt32().ShouldBe(spread.Preferences);
    }

    [Fact]
    public async Task What_people_say_of_themselves_becomes_a_preference_of_theirs_with_its_category()
    {
        await _folder.MineAsync(_folder.TwelvePeople());

        var mined = Dataset.Open(_folder.At("mined")).Preferences.ToDictionary(p => p.Text, p => (p.UserId, p.Topic.Field));
        (string Text, string User, string Category)[] told =
        [
            ("The user is vegetarian.", "nadia", PreferenceCategory.Lifestyle),
            ("The user prefers short answers.", "nadia", PreferenceCategory.Content),
            ("The user prefers trains to planes.", "nadia", PreferenceCategory.Lifestyle),
            ("The user is a backend developer.", "oskar", PreferenceCategory.Work),
            ("The user learns best from examples.", "mei", PreferenceCategory.Knowledge),
            ("The user prefers answers in a formal tone.", "theo", PreferenceCategory.Language),
            ("The user has a deaf dachshund.", "theo", PreferenceCategory.Background),
            ("The user decides quickly.", "priya", PreferenceCategory.Personality),
            ("The user speaks Spanish, German and a little Basque.", "lucia", PreferenceCategory.Knowledge),
            ("The user cannot stand salad.", "tom", PreferenceCategory.Lifestyle),
            ("The user is a night owl.", "aylin", PreferenceCategory.Personality),
        ];
        foreach (var (text, user, category) in told) mined.ShouldContainKeyAndValue(text, (user, category));
    }

    [Fact]
    public async Task What_is_quoted_joked_or_asked_is_nobodys_preference()
    {
        await _folder.MineAsync(_folder.TwelvePeople());

        foreach (var text in _folder.Preferences())
            foreach (var word in (string[])["golf", "Mondays", "pilot", "Knock", "instructions", "error"]) text.ShouldNotContain(word);
    }

    [Fact]
    public async Task A_preference_names_everybody_who_holds_it_and_keeps_its_id_when_others_go()
    {
        var both = new MinedFolder();
        using (both)
        {
            await both.MineAsync(both.Chats(("ann", ["I love rye bread."]), ("bob", ["What is a matrix?"]), ("cy", ["I love rye bread! What goes with it?", "I enjoy rye bread"])));
            var shared = Dataset.Open(both.At("mined")).Preferences.ShouldHaveSingleItem();

            shared.UserId.ShouldBe("ann");
            shared.Sources.ShouldBe([new() { UserId = "ann", SessionId = "chat-1-001" }, new() { UserId = "cy", SessionId = "chat-3-001" }]);

            await _folder.MineAsync(_folder.Chats(("cy", ["I love rye bread! What goes with it?"])));
            var alone = Dataset.Open(_folder.At("mined")).Preferences.ShouldHaveSingleItem();
            (alone.Id, alone.UserId).ShouldBe((shared.Id, "cy"));
        }
    }

    [Fact]
    public async Task Opposed_preferences_are_no_duplicates()
    {
        await _folder.MineAsync(_folder.Chats(("ann", ["I prefer tea over coffee."]), ("bob", ["I prefer coffee over tea."]), ("cy", ["I like opera."]), ("di", ["I don't like opera."])));

        _folder.Preferences().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Sessions_say_where_they_were_cut_and_what_they_are_about()
    {
        await _folder.MineAsync(_folder.Chats(("ann", ["Which bread suits soup?", "And with cheese on it?", "New topic: how do I tune a banjo string?"])));

        var sessions = Dataset.Open(_folder.At("mined")).SessionsOf("ann");
        sessions.Select(s => s.Id).ShouldBe(["chat-1-001", "chat-1-003"]);
        sessions[1].Extra!["mined_from"].GetRawText().ShouldBe("""{"session_id":"chat-1","first_turn":3,"last_turn":3}""");
        sessions[1].Extra!["topic"].GetString()!.ShouldContain("banjo");
        sessions[1].Extra!["made"].GetProperty("model").GetString().ShouldBe("embedded:simulator");
    }

    [Fact]
    public async Task Same_seed_same_bytes_whatever_the_concurrency()
    {
        var chats = _folder.TwelvePeople();

        await _folder.MineAsync(chats, "a", with: o => o.Concurrency = 1);
        await _folder.MineAsync(chats, "b", with: o => o.Concurrency = 16);

        _folder.Bytes("b").ShouldBe(_folder.Bytes("a"));
    }

    [Fact]
    public async Task An_interrupted_mining_goes_on_and_asks_nothing_twice()
    {
        var chats = _folder.TwelvePeople();
        var straight = new SpoiltModel((_, _, answer) => answer);
        await _folder.MineAsync(chats, "straight", straight);
        using var stop = new CancellationTokenSource();
        var calls = 0;
        var cut = new SpoiltModel((_, _, answer) =>
        {
            if (Interlocked.Increment(ref calls) == 30) stop.Cancel();
            return answer;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _folder.MineAsync(chats, "cut", cut, cancellation: stop.Token));
        File.AppendAllText(Path.Combine(_folder.At("cut"), "making", "artefacts.jsonl"), """{"key": "torn""");
        File.Exists(Path.Combine(_folder.At("cut"), "dataset.json")).ShouldBeFalse();
        var rest = new SpoiltModel((_, _, answer) => answer);
        await _folder.MineAsync(chats, "cut", rest);

        _folder.Bytes("cut").ShouldBe(_folder.Bytes("straight"));
        (cut.Calls + rest.Calls - straight.Calls).ShouldBeInRange(0, 8);
        (await _folder.MineAsync(chats, "cut", rest)).Generation.Made.ShouldBe(0);
    }

    [Fact]
    public async Task A_stage_is_made_anew_and_the_other_stands()
    {
        var chats = _folder.TwelvePeople();
        var report = await _folder.MineAsync(chats);

        var again = await _folder.MineAsync(chats, with: o => o.Redo = [MiningStage.Categories]);

        again.Generation.Made.ShouldBe(report.Spread.Clusters);
        again.Spread.ByCluster.ShouldBe(report.Spread.ByCluster);
    }

    [Fact]
    public async Task A_folder_of_other_chats_or_another_seed_is_left_alone()
    {
        var chats = _folder.TwelvePeople();
        await _folder.MineAsync(chats);

        (await Should.ThrowAsync<BadInputException>(() => _folder.MineAsync(chats, seed: 1))).Message.ShouldContain("begun with --seed 0");
        Directory.Move(chats, _folder.At("others"));
        (await Should.ThrowAsync<BadInputException>(() => _folder.MineAsync(_folder.At("others")))).Message.ShouldContain("begun with CHATS");
    }

    [Fact]
    public async Task What_holds_no_chats_is_refused_before_anything_is_asked() =>
        (await Should.ThrowAsync<BadInputException>(() => _folder.MineAsync("starter"))).Message.ShouldContain("holds no chats");

    [Theory]
    [InlineData("It is about bread, I think.")]
    [InlineData("""{"chunks": null}""")]
    [InlineData("""{"chunks": [null]}""")]
    [InlineData("""{"chunks": [{"begin_message": 1, "end_message": 999, "topic": "x", "personal_profile": [], "response_format": []}]}""")]
    public async Task An_answer_of_no_use_is_asked_for_again_with_its_fault_named(string useless)
    {
        var model = new SpoiltModel((request, asked, answer) => asked == 1 && request.Contains("\"stage\":\"chunks\"", StringComparison.Ordinal) ? useless : answer);

        var report = await _folder.MineAsync(_folder.Chats(("ann", ["I love rye bread."])), model: model);

        report.Generation.AskedAgain.ShouldBe(1);
        _folder.Preferences().ShouldBe(["The user loves rye bread."]);
    }

    [Fact]
    public async Task Chats_that_cannot_be_read_are_set_aside_and_kept_as_they_are()
    {
        var model = new SpoiltModel((request, _, answer) => request.Contains("rye", StringComparison.Ordinal) && request.Contains("\"stage\":\"chunks\"", StringComparison.Ordinal) ? "No." : answer);

        var report = await _folder.MineAsync(_folder.Chats(("ann", ["I love rye bread.", "Really."]), ("bob", ["I collect stamps."])), model: model);

        report.Generation.SetAside.ShouldBe(new Dictionary<string, int> { ["chunks"] = 1 });
        _folder.Text("mined", "set-aside.jsonl").ShouldBe("""{"stage":"chunks","item":"ann/1","cause":"the answer holds no whole JSON object"}""" + "\n");
        var mined = Dataset.Open(_folder.At("mined"));
        mined.SessionsOf("ann").ShouldHaveSingleItem().Turns.Count.ShouldBe(2);
        mined.Preferences.ShouldHaveSingleItem().Text.ShouldBe("The user collects stamps.");
        report.Spread.UsersWithoutPreference.ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_without_a_category_is_set_aside()
    {
        var model = new SpoiltModel((request, _, answer) => request.Contains("\"stage\":\"categories\"", StringComparison.Ordinal) && request.Contains("rye", StringComparison.Ordinal) ? """{"category": "Bread", "name": "Rye"}""" : answer);

        var report = await _folder.MineAsync(_folder.Chats(("ann", ["I love rye bread."]), ("bob", ["I collect stamps."])), model: model);

        report.Generation.SetAside.ShouldBe(new Dictionary<string, int> { ["categories"] = 1 });
        _folder.Text("mined", "set-aside.jsonl").ShouldContain("category is none of the request's");
        _folder.Preferences().ShouldBe(["The user collects stamps."]);
        Dataset.Validate(_folder.At("mined")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_budget_stops_the_mining_and_more_of_it_goes_on()
    {
        var chats = _folder.TwelvePeople();
        var model = new SpoiltModel((_, _, answer) => answer);

        await Should.ThrowAsync<BudgetReachedException>(() => _folder.MineAsync(chats, model: model, with: o => o.MaxTokens = 20_000));
        await _folder.MineAsync(chats, model: model, with: o => o.MaxTokens = 10_000_000);

        _folder.Preferences().Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Embeddings_are_bought_once_and_counted_in_the_budget()
    {
        var chats = _folder.TwelvePeople();
        var generator = new CountingGenerator();
        await _folder.MineAsync(chats, embeddings: generator);
        var bought = generator.Texts;

        await _folder.MineAsync(chats, embeddings: generator, with: o => o.Redo = [MiningStage.Categories]);

        generator.Texts.ShouldBe(bought);
        (await Should.ThrowAsync<BudgetReachedException>(() => _folder.MineAsync(chats, "poor", embeddings: generator, with: o => o.MaxTokens = 50))).Message.ShouldContain("embeddings");
    }

    [Fact]
    public async Task Embeddings_that_do_not_fit_their_texts_are_a_fault_of_the_endpoint() =>
        (await Should.ThrowAsync<BadInputException>(() => _folder.MineAsync(_folder.TwelvePeople(), embeddings: new CountingGenerator { LeavesOut = 1 }))).Message.ShouldContain("embeddings for");

    [Fact]
    public async Task The_model_sees_the_users_messages_and_not_the_answers()
    {
        var model = new SpoiltModel((_, _, answer) => answer);

        await _folder.MineAsync(_folder.TwelvePeople(), model: model);

        model.Prompts.ShouldAllBe(p => p.Count == 2 && p[0].Role == ChatRole.System);
        model.Prompts.SelectMany(p => p).ShouldAllBe(m => !m.Text.Contains("Semmering", StringComparison.Ordinal));
        model.Prompts.Where(p => p[1].Text.Contains("\"messages\":", StringComparison.Ordinal)).ShouldAllBe(p => JsonDocument.Parse(p[1].Text).RootElement.GetProperty("stage").GetString() == "chunks");
    }

    private sealed class CountingGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        private readonly LexicalEmbeddingGenerator _lexical = new();
        private int _texts;

        public int Texts => _texts;

        public int LeavesOut { get; init; }

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var texts = values.ToList();
            Interlocked.Add(ref _texts, texts.Count);
            return await _lexical.GenerateAsync(texts.Skip(LeavesOut), options, cancellationToken);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => _lexical.Dispose();
    }
}
