using Attune.Conversations;
using Attune.Datasets;
using Attune.Datasets.Importing;
using Attune.People;

namespace Attune.Tests.Datasets.Importing;

public sealed class PrefEvalImporterTests : IDisposable
{
    private readonly SourceFixture _release = new("prefeval");

    public void Dispose() => _release.Dispose();

    [Fact]
    public void A_clean_release_becomes_one_user_one_preference_three_sessions_and_one_query_per_item()
    {
        var result = PrefEvalImporter.Import(_release.Source, _release.Out);

        result.Counts.ShouldBe(new Dictionary<string, int> { ["profiles"] = 3, ["preferences"] = 3, ["sessions"] = 12, ["queries"] = 3 }, ignoreOrder: true);
        Dataset.Validate(_release.Out).ShouldBeEmpty();
    }

    [Fact]
    public void The_folder_itself_and_the_folder_around_it_give_the_same_dataset()
    {
        var around = _release.ImportPrefEval().Dataset.Hash;
        var inside = Path.Combine(_release.Out, "..", "again");
        PrefEvalImporter.Import(_release.PathOf("benchmark_dataset"), inside);

        Dataset.Open(inside).Hash.ShouldBe(around);
    }

    [Fact]
    public void An_item_is_named_by_topic_and_index_and_has_the_persona_of_its_conversation()
    {
        var (dataset, _) = _release.ImportPrefEval();

        dataset.Profiles.Select(p => p.Id).ShouldBe(["pet_ownership-000", "travel_hotel-000", "travel_hotel-001"]);
        dataset.Profile("travel_hotel-000").Persona.ShouldBe("A choir singer who travels by train");
        var preference = dataset.Preference("travel_hotel-000");
        preference.Text.ShouldBe("I never stay anywhere without a window that opens.");
        preference.Topic.ShouldBe(new Topic { Field = "Travel", Subtopic = "Hotel" });
        (preference.Kind, preference.Type).ShouldBe((PreferenceKind.Original, null));
    }

    [Fact]
    public void The_direct_session_states_the_preference_and_is_acknowledged()
    {
        var session = Session("travel_hotel-000-direct");

        session.Turns.ShouldBe([new Turn { User = "I never stay anywhere without a window that opens.", Assistant = PrefEvalJoin.Acknowledgement, Reveals = true }]);
    }

    [Fact]
    public void The_choice_session_reveals_the_preference_where_the_user_selects()
    {
        var session = Session("travel_hotel-000-choice");

        session.Turns.Select(t => t.User).ShouldBe(["Any place to stay in Graz?", "Gasthof Rose. I need air at night."]);
        session.RevealingTurns().ShouldBe([1]);
    }

    [Fact]
    public void The_persona_session_has_its_turns_in_the_order_of_their_numbers()
    {
        _release.Edit(Persona, items =>
        {
            var turns = items[0]!["conversation"]!.AsObject();
            for (var i = 3; i < 11; i++) turns.Insert(0, $"{i}", new System.Text.Json.Nodes.JsonObject { ["user"] = $"turn {i}", ["assistant"] = "yes" });
        });

        Session("travel_hotel-000-persona").Turns.Skip(3).Select(t => t.User).ShouldBe(Enumerable.Range(3, 8).Select(i => $"turn {i}"));
        _release.ShouldReport("implicit_preference/persona-driven/travel_hotel.json", "0", "out of order");
    }

    [Fact]
    public void Texts_are_kept_to_the_byte()
    {
        Session("travel_hotel-000-persona").Turns[1].Assistant.ShouldBe("Noted, somewhere airy.\n");
    }

    [Fact]
    public void The_answer_names_the_option_that_the_source_has_first()
    {
        var (dataset, _) = _release.ImportPrefEval();

        foreach (var (query, right) in dataset.Queries.Zip(["A pair of leopard geckos", "Pension Linde, an old villa with casement windows.", "Haus Stille keeps its rooms free of animals."]))
            query.Options.Single(o => o.Label == query.Answer).Text.ShouldBe(right);
    }

    [Fact]
    public void Over_many_items_the_right_option_stands_at_every_label()
    {
        var places = Enumerable.Range(0, 400).Select(i => Array.IndexOf(StableOrder.Of($"travel_hotel-{i:000}", 4), 0)).CountBy(p => p).ToList();

        places.Count.ShouldBe(4);
        places.ShouldAllBe(p => p.Value > 70 && p.Value < 130);
    }

    [Fact]
    public void The_order_of_options_never_changes() =>
        Enumerable.Range(0, 4).Select(i => string.Concat(StableOrder.Of($"travel_hotel-{i:000}", 4))).ShouldBe(["0312", "3120", "1023", "3021"]);

    [Fact]
    public void True_and_false_questions_ask_about_the_right_and_a_wrong_option()
    {
        var query = _release.ImportPrefEval().Dataset.Queries[1];

        query.TrueQuestion.ShouldBe("Where should I sleep during the fair in Leipzig? Would this suit me: Pension Linde, an old villa with casement windows?");
        query.FalseQuestion.ShouldNotBe(query.TrueQuestion);
        query.FalseQuestion.ShouldStartWith("Where should I sleep during the fair in Leipzig? Would this suit me: ");
    }

    [Theory]
    [InlineData("Inn by the sea.", "Inn by the sea?")]
    [InlineData("Go there!", "Go there?")]
    [InlineData("A pair of kittens?", "A pair of kittens?")]
    [InlineData("Read \"The Tower.\"", "Read \"The Tower\"?")]
    [InlineData("A soup (spicy).\n", "A soup (spicy)?")]
    [InlineData("Plain", "Plain?")]
    public void The_option_ends_the_sentence_with_one_question_mark(string option, string ending) =>
        PrefEvalQuery.Ask("What now?", option).ShouldBe("What now? Would this suit me: " + ending);

    [Fact]
    public void Fields_without_a_place_of_their_own_are_kept_under_their_views_name()
    {
        var extra = _release.ImportPrefEval().Dataset.Preference("travel_hotel-000").Extra!;

        extra["mcq_options"].GetRawText().ShouldBe("""{"violation_probability":0.75}""");
        extra["choice-based"].GetProperty("aligned_op").GetString().ShouldBe("one");
        extra.Keys.ShouldNotContain("explicit_preference");
    }

    [Fact]
    public void The_first_turns_of_the_random_sessions_are_the_first_messages_of_the_file()
    {
        var sessions = _release.ImportPrefEval().Dataset.RandomSessions;

        sessions.Select(s => s.Id).ShouldBe(["random-00000", "random-00001", "random-00002"]);
        sessions.SelectMany(s => s.Turns).SelectMany(t => (string[])[t.User, t.Assistant])
            .ShouldBe(["How hot is the sun?", "Very.", "Name a prime.", "Seven.", "Another?", "Eleven.", "Write a haiku.", "Snow on the mailbox."]);
        sessions[0].Extra!["source"].GetProperty("conversation_id").GetString().ShouldBe("c1");
    }

    [Fact]
    public void The_card_says_what_it_is_and_under_which_licence()
    {
        var card = _release.ImportPrefEval().Dataset.Card;

        (card.Name, card.License, card.Counts!["queries"]).ShouldBe(("prefeval", "CC BY-NC 4.0", 3));
    }

    [Fact]
    public void A_folder_without_anything_of_prefeval_is_refused_and_nothing_is_written()
    {
        Directory.Delete(_release.PathOf("benchmark_dataset"), recursive: true);

        Should.Throw<BadInputException>(() => PrefEvalImporter.Import(_release.Source, _release.Out)).Faults[0].Place.ShouldBe(_release.Source);
        Directory.GetParent(_release.Out)!.EnumerateFileSystemInfos().Select(e => e.Name).ShouldBe(["source"]);
    }

    [Fact]
    public void A_release_of_broken_files_alone_is_refused_and_nothing_is_written()
    {
        foreach (var path in Directory.EnumerateFiles(_release.Source, "*.json", SearchOption.AllDirectories)) File.WriteAllText(path, "[{");

        Should.Throw<BadInputException>(() => PrefEvalImporter.Import(_release.Source, _release.Out)).Faults.Count.ShouldBe(9);
        Directory.GetParent(_release.Out)!.EnumerateFileSystemInfos().Select(e => e.Name).ShouldBe(["source"]);
    }

    private const string Persona = "benchmark_dataset/implicit_preference/persona-driven/travel_hotel.json";

    private Session Session(string id) => _release.ImportPrefEval().Dataset.SessionsOf(id[..id.LastIndexOf('-')]).Single(s => s.Id == id);
}
