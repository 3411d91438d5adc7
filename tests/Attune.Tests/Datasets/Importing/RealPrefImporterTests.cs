using Attune.Conversations;
using Attune.Datasets.Importing;
using Attune.People;

namespace Attune.Tests.Datasets.Importing;

public sealed class RealPrefImporterTests : IDisposable
{
    private const string Lifts = "Avoids cable cars and chairlifts, because she wants to have walked every metre.";

    private readonly SourceFixture _folder = new("realpref");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_paper_s_shapes_become_profiles_preferences_sessions_and_queries()
    {
        var (dataset, anomalies) = _folder.ImportRealPref();

        (dataset.Profiles.Count, dataset.Preferences.Count, dataset.SessionsOf("00001").Count, dataset.RandomSessions.Count, dataset.Queries.Count).ShouldBe((1, 3, 6, 2, 2));
        anomalies.ShouldHaveSingleItem().ShouldBe(new Anomaly("preferences.json", "", @"writes \& for &", "read as &"));
    }

    [Fact]
    public void A_profile_has_its_facts_personas_and_life_events()
    {
        var profile = _folder.ImportRealPref().Dataset.Profile("00001");

        (profile.Persona, profile.Demographics.Name, profile.Demographics.EconomicStatus).ShouldBe(("a cartographer who walks every path she draws", "Ines", "Middle Class"));
        profile.LifeEvents.Select(e => e.Date).ShouldBe([new DateOnly(2010, 9, 1), new DateOnly(2015, 4, 20)]);
    }

    [Fact]
    public void A_preference_has_its_topic_type_and_event()
    {
        var dataset = _folder.ImportRealPref().Dataset;

        var lifts = dataset.Preference("00001-p01");
        (lifts.Kind, lifts.Type, lifts.Event!.Date).ShouldBe((PreferenceKind.Original, PreferenceType.Negative, new DateOnly(2012, 7, 14)));
        var snacks = dataset.Preference("00001-p02");
        (snacks.Type, snacks.Topic).ShouldBe((null, new Topic { Field = "Food", Subtopic = "Snacks & Drinks" }));
    }

    [Fact]
    public void A_generalized_preference_derives_from_the_original_of_the_same_text()
    {
        var preference = _folder.ImportRealPref().Dataset.Preference("00001-g01");

        preference.DerivedFrom.ShouldBe(["00001-p01"]);
        preference.InferReason.ShouldBe("She trusts only what her own legs have measured.");
    }

    [Fact]
    public void Each_expression_becomes_its_sessions_on_the_day_of_the_preference()
    {
        var sessions = _folder.ImportRealPref().Dataset.SessionsOf("00001").Where(s => s.Kind == SessionKind.Preference).ToList();

        sessions.Select(s => s.Id).ShouldBe(["00001-p01-direct-1", "00001-p01-contextual-1", "00001-p01-stylistic-1", "00001-p01-experience-1", "00001-p01-experience-2"]);
        sessions.ShouldAllBe(s => s.Date == new DateOnly(2012, 7, 14));
        sessions[0].Turns[0].Assistant.ShouldBe("Take the north path:\n- start early\n- bring water");
        sessions[1].Turns.Count.ShouldBe(2);
        sessions[4].Turns[0].User.ShouldBe("I walked the same slope today and saw so much more.");
    }

    [Fact]
    public void A_life_event_conversation_takes_place_on_the_day_of_its_event()
    {
        var session = _folder.ImportRealPref().Dataset.SessionsOf("00001").Single(s => s.Kind == SessionKind.LifeEvent);

        (session.Id, session.Date).ShouldBe(("00001-life-01", new DateOnly(2015, 4, 20)));
    }

    [Fact]
    public void A_query_is_joined_to_its_preference_by_text_original_or_generalized()
    {
        var queries = _folder.ImportRealPref().Dataset.Queries;

        queries.Select(q => (q.PreferenceId, q.Answer)).ShouldBe([("00001-p01", "B"), ("00001-g01", "C")]);
        queries[0].Options.Single(o => o.Label == "B").Text.ShouldBe("On the old mule track.");
        queries[0].FalseQuestion.ShouldBe("Would the panoramic gondola be the one for me?");
    }

    [Fact]
    public void Files_may_be_named_after_the_user_and_hold_no_key()
    {
        _folder.Edit("queries.json", root => _folder.Write("00001/all.json", root["00001"]!.ToJsonString()));
        File.Delete(_folder.PathOf("queries.json"));

        _folder.ImportRealPref().Dataset.Queries.Count.ShouldBe(2);
    }

    [Fact]
    public void A_query_about_a_preference_that_the_user_does_not_have_is_reported()
    {
        _folder.Edit("queries.json", root => root["00001"]![0]!["Preference"] = Lifts + " ");

        _folder.ImportRealPref().Dataset.Queries.ShouldHaveSingleItem();
        _folder.ShouldReport("queries.json", "00001[0]", "a preference that its user does not have");
    }

    [Fact]
    public void A_generalized_preference_without_a_known_original_is_left_out_and_so_is_its_query()
    {
        _folder.Edit("generalized.json", root => root["00001"]![0]!["Original Preference"]![0]!["Preference"] = "Likes trams.");

        var (dataset, _) = _folder.ImportRealPref();

        (dataset.Preferences.Count, dataset.Queries.Count).ShouldBe((2, 1));
        _folder.ShouldReport("generalized.json", "00001[1]", "names the original preference 'Likes trams.'");
        _folder.ShouldReport("generalized.json", "00001[1]", "derives from no original preference");
    }

    [Theory]
    [InlineData("Correct_Answer", "E", "Correct_Answer is none")]
    [InlineData("Correct_Answer", "b", "Correct_Answer is none")]
    public void A_query_without_a_sound_answer_keeps_its_options_raw(string field, string value, string problem)
    {
        _folder.Edit("queries.json", root => root["00001"]![0]![field] = value);

        var query = _folder.ImportRealPref().Dataset.Queries[0];

        (query.Options.Count, query.Answer, query.TrueQuestion is null).ShouldBe((0, null, false));
        query.Extra!["source"].GetProperty("MCQ_options").GetProperty("A").GetString().ShouldBe("By the panoramic gondola.");
        _folder.ShouldReport("queries.json", "00001[0]", problem);
    }

    [Fact]
    public void Options_beyond_four_are_reported_and_not_asked()
    {
        _folder.Edit("queries.json", root => root["00001"]![0]!["MCQ_options"]!["E"] = "By helicopter.");

        _folder.ImportRealPref().Dataset.Queries[0].Options.ShouldBeEmpty();
        _folder.ShouldReport("queries.json", "00001[0]", "not A, B, C and D");
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_reported_and_kept()
    {
        _folder.Edit("life_events.json", root => root["00001"]![0]!["Date"] = "autumn 2010");

        _folder.ImportRealPref().Dataset.Profile("00001").LifeEvents[0].Date.ShouldBeNull();
        _folder.ShouldReport("life_events.json", "00001[0]", "Date 'autumn 2010'");
    }

    [Fact]
    public void A_fact_that_is_no_text_is_reported_and_kept()
    {
        _folder.Edit("profiles.json", root => root["00001"]!["Demographics"]!["Birth"] = 1988);

        _folder.ImportRealPref().Dataset.Profile("00001").Demographics.Extra!["source"].GetProperty("Birth").GetInt32().ShouldBe(1988);
        _folder.ShouldReport("profiles.json", "00001", "Birth is a number");
    }

    [Fact]
    public void A_conversation_that_is_no_dialogue_is_reported()
    {
        _folder.Edit("conversations.json", root => root["00001"]![0]!["Conversations"]!["Direct Statement"] = "I avoid cable cars.");

        _folder.ImportRealPref().Dataset.Expressions.ShouldBe(["contextual", "stylistic", "experience"]);
        _folder.ShouldReport("conversations.json", "00001[0]", "no dialogue");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_and_reported()
    {
        _folder.Write("random_conversations.json", """["User: Hm \ud83d\nAssistant: Yes?"]""");

        _folder.ImportRealPref().Dataset.RandomSessions[0].Turns[0].User.ShouldBe("Hm \uFFFD");
        _folder.ShouldReport("random_conversations.json", "", "broken Unicode");
    }

    [Fact]
    public void Broken_files_other_files_and_records_of_no_shape_are_reported_and_the_rest_is_read()
    {
        _folder.Write("broken.json", "{");
        _folder.Write("notes.txt", "");
        _folder.Write("odd.json", """{"00001": ["hello"]}""");

        _folder.ImportRealPref().Dataset.Queries.Count.ShouldBe(2);
        _folder.ShouldReport("broken.json", "", "broken JSON");
        _folder.ShouldReport("notes.txt", "", "no JSON file");
        _folder.ShouldReport("odd.json", "00001[0]", "no known meaning");
    }

    [Fact]
    public void A_user_without_a_profile_is_reported_and_kept()
    {
        File.Delete(_folder.PathOf("profiles.json"));

        _folder.ImportRealPref().Dataset.Profile("00001").Persona.ShouldBe(Persona.Unknown);
        _folder.ShouldReport("", "00001", "has no profile");
    }

    [Fact]
    public void A_folder_without_preferences_is_refused_and_nothing_is_written()
    {
        File.Delete(_folder.PathOf("preferences.json"));

        Should.Throw<BadInputException>(() => RealPrefImporter.Import(_folder.Source, _folder.Out));
        Directory.Exists(_folder.Out).ShouldBeFalse();
    }
}
