using System.Text.Json.Nodes;
using Attune.Datasets.Importing;

namespace Attune.Tests.Datasets.Importing;

public sealed class PrefEvalAnomalyTests : IDisposable
{
    private const string Explicit = "benchmark_dataset/explicit_preference/travel_hotel.json";
    private const string MultipleChoice = "benchmark_dataset/mcq_options/travel_hotel.json";
    private const string Choice = "benchmark_dataset/implicit_preference/choice-based/travel_hotel.json";
    private const string PersonaDriven = "benchmark_dataset/implicit_preference/persona-driven/travel_hotel.json";
    private const string InterTurns = "benchmark_dataset/filtered_inter_turns.json";

    private readonly SourceFixture _release = new("prefeval");

    public void Dispose() => _release.Dispose();

    [Fact]
    public void A_clean_release_has_no_anomaly_but_the_line_break_that_it_ends_a_reply_with() =>
        _release.ImportPrefEval().Anomalies.ShouldHaveSingleItem().Problem.ShouldBe("conversation.1.assistant: ends in a line break");

    [Theory]
    [InlineData("travel_hotel copy.json")]
    [InlineData("travel_hotel_copy.json")]
    [InlineData("copy_of_travel_hotel.json")]
    [InlineData("travel_hotel (1).json")]
    [InlineData("travel_hotel.json.bak")]
    [InlineData(".DS_Store")]
    public void A_stray_copy_is_reported_and_not_read(string name)
    {
        var stray = $"benchmark_dataset/explicit_preference/{name}";
        _release.Write(stray, "[]");

        var (dataset, anomalies) = _release.ImportPrefEval();

        anomalies.ShouldContain(new Anomaly(stray, "", "is no file of PrefEval's", "not read"));
        dataset.Profiles.Count.ShouldBe(3);
    }

    [Fact]
    public void A_folder_of_another_kind_is_reported_once_and_not_entered()
    {
        _release.Write("benchmark_dataset/rag_retrieval/a.json", "[]");
        _release.Write("benchmark_dataset/rag_retrieval/b.json", "[]");

        _release.ImportPrefEval().Anomalies.Count(a => a.File.StartsWith("benchmark_dataset/rag_retrieval", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_topic_of_another_name_is_read_and_reported()
    {
        _release.Write("benchmark_dataset/explicit_preference/garden_herbs_indoors.json", """[{"preference":"No mint.","question":"What shall I grow?","explanation":"Mint spreads."}]""");

        var topic = _release.ImportPrefEval().Dataset.Preference("garden_herbs_indoors-000").Topic;

        (topic.Field, topic.Subtopic).ShouldBe(("Garden", "Herbs Indoors"));
        _release.ShouldReport("explicit_preference/garden_herbs_indoors.json", "", "no topic of PrefEval's twenty");
        _release.ShouldReport("mcq_options/garden_herbs_indoors.json", "", "is missing");
    }

    [Fact]
    public void Broken_JSON_in_one_view_leaves_the_others()
    {
        _release.Write(Explicit, "[{\"preference\": \"I");

        var (dataset, _) = _release.ImportPrefEval();

        dataset.Preference("travel_hotel-001").Text.ShouldBe("I prefer hotels where no dog is allowed.");
        _release.ShouldReport(Explicit, "", "broken JSON at line 1");
    }

    [Fact]
    public void A_view_with_fewer_items_is_reported_and_the_items_are_joined_by_index()
    {
        _release.Edit(MultipleChoice, items => items.AsArray().RemoveAt(1));

        var (dataset, _) = _release.ImportPrefEval();

        dataset.Queries.Single(q => q.Id == "travel_hotel-001").Options.ShouldBeEmpty();
        dataset.Queries.Single(q => q.Id == "travel_hotel-001").TrueQuestion.ShouldBeNull();
        dataset.Queries.Single(q => q.Id == "travel_hotel-000").Options.Count.ShouldBe(4);
        _release.ShouldReport(Explicit, "", "views differ in length: explicit_preference 2, mcq_options 1");
    }

    [Fact]
    public void Another_wording_of_preference_or_question_is_reported_and_kept()
    {
        _release.Edit(MultipleChoice, items => items[0]!["preference"] = "I never, ever stay without a window.");
        _release.Edit(Choice, items => items[0]!["question"] = "Where to in Leipzig?");

        var (dataset, _) = _release.ImportPrefEval();

        var preference = dataset.Preference("travel_hotel-000");
        preference.Text.ShouldBe("I never stay anywhere without a window that opens.");
        preference.Extra!["mcq_options"].GetProperty("preference").GetString().ShouldBe("I never, ever stay without a window.");
        preference.Extra["choice-based"].GetProperty("question").GetString().ShouldBe("Where to in Leipzig?");
        _release.ShouldReport(MultipleChoice, "0", "preference is worded otherwise");
        _release.ShouldReport(Choice, "0", "question is worded otherwise");
    }

    [Fact]
    public void A_missing_explanation_is_reported_and_the_query_goes_without()
    {
        foreach (var view in (string[])[Explicit, MultipleChoice, Choice, PersonaDriven]) _release.Edit(view, items => items[1]!.AsObject().Remove("explanation"));

        _release.ImportPrefEval().Dataset.Queries[2].Explanation.ShouldBeNull();
        _release.ShouldReport(Explicit, "1", "lacks 'explanation'");
    }

    [Fact]
    public void An_empty_preference_is_read_from_the_next_view()
    {
        _release.Edit(Explicit, items => items[0]!["preference"] = " ");

        _release.ImportPrefEval().Dataset.Preference("travel_hotel-000").Text.ShouldBe("I never stay anywhere without a window that opens.");
        _release.ShouldReport(Explicit, "0", "preference: is empty");
    }

    [Fact]
    public void An_item_without_a_preference_anywhere_is_left_out()
    {
        foreach (var view in (string[])[Explicit, MultipleChoice, Choice, PersonaDriven]) _release.Edit(view, items => items[0]!["preference"] = "");

        _release.ImportPrefEval().Dataset.Profiles.Select(p => p.Id).ShouldBe(["pet_ownership-000", "travel_hotel-001"]);
        _release.ShouldReport(Explicit, "0", "no view states the preference");
    }

    [Theory]
    [InlineData("""["a","b","c"]""", "has 3 options")]
    [InlineData("""["a","b","c","d","e"]""", "has 5 options")]
    [InlineData("""["a","b","c","b"]""", "the same option twice")]
    [InlineData("""["a","b","c",4]""", "empty or no string")]
    [InlineData("""["a","b","c"," "]""", "empty or no string")]
    [InlineData("\"a, b, c, d\"", "is a string, not an array")]
    public void Unsound_options_are_reported_and_kept_but_not_asked(string options, string problem)
    {
        _release.Edit(MultipleChoice, items => items[0]!["classification_task_options"] = JsonNode.Parse(options));

        var (dataset, _) = _release.ImportPrefEval();

        var query = dataset.Queries.Single(q => q.Id == "travel_hotel-000");
        (query.Options.Count, query.Answer, query.TrueQuestion, query.FalseQuestion).ShouldBe((0, null, null, null));
        dataset.Preference("travel_hotel-000").Extra!["mcq_options"].GetProperty("classification_task_options").GetRawText().ShouldBe(options);
        _release.ShouldReport(MultipleChoice, "0", problem);
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_reported_read_as_missing_and_kept()
    {
        _release.Edit(PersonaDriven, items => items[0]!["persona"] = 7);

        var (dataset, _) = _release.ImportPrefEval();

        dataset.Profile("travel_hotel-000").Persona.ShouldBe(Persona.Unknown);
        dataset.Preference("travel_hotel-000").Extra!["persona-driven"].GetProperty("persona").GetInt32().ShouldBe(7);
        _release.ShouldReport(PersonaDriven, "0", "persona is a number, not a string");
    }

    [Theory]
    [InlineData("\"\\\"I want air.\\\"\"", "literal quotes", "\"I want air.\"")]
    [InlineData("\"NAME_1 wants air.\"", "a mask", "NAME_1 wants air.")]
    [InlineData("\"I want\\u0007 air.\"", "control character", "I want\a air.")]
    [InlineData("\"I want \\ufffd air.\"", "U+FFFD", "I want \uFFFD air.")]
    [InlineData("\"I want air.\\n\"", "line break", "I want air.\n")]
    [InlineData("\" I want air.\"", "white space", " I want air.")]
    [InlineData("\"I want \\ud83d air.\"", "half a surrogate pair", "I want \uFFFD air.")]
    [InlineData("\"I want \\udf2c air.\"", "half a surrogate pair", "I want \uFFFD air.")]
    public void An_odd_text_is_reported_and_kept(string json, string problem, string text)
    {
        _release.Write(Explicit, File.ReadAllText(_release.PathOf(Explicit)).Replace("\"I never stay anywhere without a window that opens.\"", json, StringComparison.Ordinal));

        _release.ImportPrefEval().Dataset.Preference("travel_hotel-000").Text.ShouldBe(text);
        _release.ShouldReport(Explicit, "0", problem);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_replaced_and_reported()
    {
        var bytes = File.ReadAllBytes(_release.PathOf(Explicit));
        bytes[bytes.AsSpan().IndexOf("window"u8)] = 0xFF;
        File.WriteAllBytes(_release.PathOf(Explicit), bytes);

        _release.ImportPrefEval().Dataset.Preference("travel_hotel-000").Text.ShouldBe("I never stay anywhere without a \uFFFDindow that opens.");
        _release.ShouldReport(Explicit, "0", "broken Unicode");
    }

    [Fact]
    public void A_record_that_is_no_object_is_left_out_and_its_other_views_are_read()
    {
        _release.Edit(Explicit, items => items[1] = "lost");

        _release.ImportPrefEval().Dataset.Preferences.Count.ShouldBe(3);
        _release.ShouldReport(Explicit, "1", "is a string, not an object");
    }

    [Fact]
    public void A_field_given_twice_is_reported()
    {
        _release.Write(Explicit, File.ReadAllText(_release.PathOf(Explicit)).Replace("[\n  {", "[{\"question\": \"Which?\",", StringComparison.Ordinal));

        _release.ImportPrefEval().Dataset.Queries[1].Question.ShouldBe("Where should I sleep during the fair in Leipzig?");
        _release.ShouldReport(Explicit, "0", "question: stands there more than once");
    }

    [Fact]
    public void An_unknown_field_is_reported_and_kept()
    {
        _release.Edit(Explicit, items => items[0]!["mood"] = "calm");

        _release.ImportPrefEval().Dataset.Preference("travel_hotel-000").Extra!["explicit_preference"].GetProperty("mood").GetString().ShouldBe("calm");
        _release.ShouldReport(Explicit, "0", "unknown field 'mood'");
    }

    [Fact]
    public void A_whole_surrogate_pair_and_an_escaped_backslash_are_not_odd()
    {
        _release.Write(Explicit, File.ReadAllText(_release.PathOf(Explicit)).Replace("\"I never stay anywhere without a window that opens.\"", """ "Air \ud83c\udf2c \\ud83d" """, StringComparison.Ordinal));

        var (dataset, anomalies) = _release.ImportPrefEval();

        dataset.Preference("travel_hotel-000").Text.ShouldBe("""Air 🌬 \ud83d""");
        anomalies.ShouldNotContain(a => a.Problem.Contains("surrogate", StringComparison.Ordinal));
    }

    [Fact]
    public void Repeated_items_are_reported_once_a_topic_and_kept()
    {
        const string Repeated = "I prefer hotels where no dog is allowed.";
        _release.Edit(Explicit, items => items[0]!["preference"] = Repeated);
        _release.Edit("benchmark_dataset/explicit_preference/pet_ownership.json", items => items[0]!["preference"] = Repeated);

        _release.ImportPrefEval().Dataset.Preferences.Count(p => p.Text == Repeated).ShouldBe(3);
        _release.ShouldReport(Explicit, "", "preference repeated within the topic: 0 = 1");
        _release.ShouldReport(Explicit, "", "preference also in another topic: 0 = 1 = pet_ownership 0");
    }

    [Fact]
    public void A_choice_without_the_selection_is_left_out_and_kept_raw()
    {
        _release.Edit(Choice, items => items[0]!["conversation"]!.AsObject().Remove("user_selection"));

        var (dataset, _) = _release.ImportPrefEval();

        dataset.SessionsOf("travel_hotel-000").Select(s => s.Expression).ShouldBe(["direct", "persona"]);
        dataset.Preference("travel_hotel-000").Extra!["choice-based"].TryGetProperty("conversation", out _).ShouldBeTrue();
        _release.ShouldReport(Choice, "0", "lacks a user message");
    }

    [Fact]
    public void Without_the_inter_turns_the_import_goes_on()
    {
        File.Delete(_release.PathOf(InterTurns));

        _release.ImportPrefEval().Dataset.RandomSessions.ShouldBeEmpty();
        _release.ShouldReport(InterTurns, "", "is missing");
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""", "two user messages in a row", "a||b|c")]
    [InlineData("""[{"role":"assistant","content":"x"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""", "begins with an assistant", "b|c")]
    [InlineData("""[{"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"user","content":"d"}]""", "ends with a user message", "b|c|d|")]
    [InlineData("""[{"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"assistant","content":"d"}]""", "two assistant messages", "b|c\n\nd")]
    [InlineData("""[{"role":"system","content":"s"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""", "role 'system'", "b|c")]
    [InlineData("""[{"role":"user","content":""},{"role":"assistant","content":"x"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""", "empty user message", "b|c")]
    [InlineData("""[{"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"user","content":3}]""", "no message with a role and a content", "b|c")]
    public void A_conversation_that_does_not_alternate_is_mended_and_reported(string conversation, string problem, string turns)
    {
        _release.Edit(InterTurns, all => all[0]!["conversation"] = JsonNode.Parse(conversation));

        var session = _release.ImportPrefEval().Dataset.RandomSessions[0];

        string.Join('|', session.Turns.Select(t => $"{t.User}|{t.Assistant}")).ShouldBe(turns);
        _release.ShouldReport(InterTurns, "0", problem);
    }

    [Fact]
    public void A_wrong_turn_count_is_reported()
    {
        _release.Edit(InterTurns, all => all[1]!["turn"] = 5);

        _release.ImportPrefEval();
        _release.ShouldReport(InterTurns, "1", "turn is 5, the conversation has 2");
    }

    [Theory]
    [InlineData("benchmark_dataset")]
    [InlineData("benchmark_dataset/")]
    public void Inter_turns_may_lie_beside_the_release(string source)
    {
        File.Move(_release.PathOf(InterTurns), _release.PathOf("filtered_inter_turns.json"));

        var result = PrefEvalImporter.Import(_release.PathOf(source), _release.Out);

        result.Counts["sessions"].ShouldBe(12);
        result.Anomalies.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_repeated_conversation_is_reported_and_kept()
    {
        _release.Edit(InterTurns, all => all[2]!["conversation_id"] = "c1");

        _release.ImportPrefEval().Dataset.RandomSessions.Count.ShouldBe(3);
        _release.ShouldReport(InterTurns, "2", "repeats the conversation_id of record 0");
    }

    [Fact]
    public void An_inter_turns_file_that_breaks_off_gives_what_stands_before_the_break()
    {
        var text = File.ReadAllText(_release.PathOf(InterTurns));
        _release.Write(InterTurns, text[..text.IndexOf("Write a haiku", StringComparison.Ordinal)]);

        _release.ImportPrefEval().Dataset.RandomSessions.Count.ShouldBe(2);
        _release.ShouldReport(InterTurns, "", "is broken JSON");
    }
}
