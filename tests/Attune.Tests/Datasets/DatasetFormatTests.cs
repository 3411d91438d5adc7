using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Attune.Questions;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Datasets;

/// <summary>The shape of every file, pinned: what stands here is read and written byte for byte.</summary>
public sealed class DatasetFormatTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-format-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_profile_with_every_field_and_unknown_ones_survives() => ShouldSurvive(AttuneJson.Lines.Profile,
        """{"id":"u1","persona":"A baker.","extended_persona":"A baker <& \"sons\">, since 1999 – d'accord é 日本 \uD83D\uDE00.","demographics":{"name":"Ada","birth":"1990-01-02","gender":"female","education":"none","occupation":"baker","economic_status":"middle","marital_status":"single","mine":1.50},"life_events":[{"date":"2024-02-29","event":"Moved.","mine":[1,null]},{"event":"Undated."}],"mine":{"a":1e5,"b":"\\\n"}}""");

    [Fact]
    public void A_preference_with_every_field_and_unknown_ones_survives() => ShouldSurvive(AttuneJson.Lines.Preference,
        """{"id":"u1-p1","user_id":"u1","kind":"generalized","type":"exclusive","topic":{"field":"Food","subtopic":"Snacks","mine":true},"text":"Only apples.","reason":"Teeth.","event":{"date":"2024-01-01","text":"A fall.","mine":0},"derived_from":["u1-p2"],"infer_reason":"It follows.","facets":{"liked":["apples"],"disliked":["toffee"],"mine":"x"},"mine":null}""");

    [Fact]
    public void A_mined_preference_with_its_sources_survives() => ShouldSurvive(AttuneJson.Lines.Preference,
        """{"id":"pref-0a1b2c3d4e5f","user_id":"u1","kind":"original","topic":{"field":"Lifestyle","subtopic":"Diet"},"text":"The user is vegan.","derived_from":[],"sources":[{"user_id":"u1","session_id":"c1-001"},{"user_id":"u2","session_id":"c2-004"}],"made":{"model":"x"}}""");

    [Fact]
    public void A_session_with_every_field_and_unknown_ones_survives() => ShouldSurvive(AttuneJson.Lines.Session,
        """{"id":"s1","user_id":"u1","kind":"life-event","expression":"direct","preference_id":"u1-p1","date":"2024-03-01","turns":[{"user":"Hello\tthere","assistant":"","reveals":true,"mine":"é"}],"mine":[{"b":2,"a":1}]}""");

    [Fact]
    public void A_query_with_every_field_and_unknown_ones_survives() => ShouldSurvive(AttuneJson.Lines.Query,
        """{"id":"q1","preference_id":"u1-p1","question":"What?","explanation":"Apples.","options":[{"label":"A","text":"Apple","mine":3},{"label":"B","text":"Toffee"}],"answer":"A","true_question":"Apple?","false_question":"Toffee?","mine":-0.0}""");

    [Fact]
    public void A_card_with_every_field_and_unknown_ones_survives()
    {
        const string card = """
            {
              "format": "attune/1",
              "name": "tiny",
              "version": "1.0",
              "license": "MIT",
              "source": "here",
              "made": "by hand",
              "counts": {
                "profiles": 0,
                "preferences": 0,
                "sessions": 0,
                "queries": 0
              },
              "mine": {
                "a": 1.0
              }
            }

            """;
        using (var writer = new DatasetWriter(Path.Combine(_root, "out")))
            writer.Commit(JsonSerializer.Deserialize(card, AttuneJson.Lines.DatasetCard)!);

        File.ReadAllText(Path.Combine(_root, "out", "dataset.json")).ShouldBe(card.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var number = 0;
        Prop.ForAll(Arb.From(Datasets), written =>
        {
            var folder = Path.Combine(_root, $"{number++}");
            using (var writer = new DatasetWriter(folder))
            {
                writer.Add(written.Profile);
                writer.Add(written.Preference);
                foreach (var session in written.Sessions) writer.Add(session);
                writer.Add(written.Query);
                writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "x" });
            }

            var read = Dataset.Open(folder);
            Json(read.Profiles.Single(), AttuneJson.Lines.Profile).ShouldBe(Json(written.Profile, AttuneJson.Lines.Profile));
            Json(read.Preferences.Single(), AttuneJson.Lines.Preference).ShouldBe(Json(written.Preference, AttuneJson.Lines.Preference));
            Json(read.Queries.Single(), AttuneJson.Lines.Query).ShouldBe(Json(written.Query, AttuneJson.Lines.Query));
            var sessions = written.Sessions.ToLookup(s => s.UserId is null);
            read.RandomSessions.Select(Line).ShouldBe(sessions[true].Select(Line));
            read.SessionsOf("u").Select(Line).ShouldBe(sessions[false].Select(Line));
            read.Card.Counts.ShouldBe(new Dictionary<string, int> { ["profiles"] = 1, ["preferences"] = 1, ["sessions"] = written.Sessions.Count, ["queries"] = 1 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    /// <summary>Any text that a file may hold: everything but half surrogates, and not blank.</summary>
    private static Gen<string> Text { get; } = Gen.OneOf(
            Gen.Elements('a', ' ', '"', '\\', '\n', '\r', '\t', '\0', '\u2028', '<', 'é', '\uFEFF', '\u007f').Select(c => $"{c}"),
            Gen.Elements("😀", "日本", "\u0001", "}{", "\\ud800"))
        .ListOf().Select(parts => "x" + string.Concat(parts));

    private static Gen<(Profile Profile, Preference Preference, List<Session> Sessions, Query Query)> Datasets { get; } =
        from texts in Text.ListOf(6)
        from turns in Gen.Zip(Text, Text).Select(t => new Turn { User = t.Item1, Assistant = t.Item2 }).NonEmptyListOf()
        from randoms in Gen.Elements(true, false).ListOf()
        from type in Gen.Elements<PreferenceType?>(null, PreferenceType.Relative, PreferenceType.Positive)
        from day in Gen.Choose(0, 40000)
        let date = DateOnly.FromDayNumber(700_000 + day)
        select (
            new Profile { Id = "u", Persona = texts[0], LifeEvents = [new() { Date = date, Event = texts[1] }] },
            new Preference { Id = "p", UserId = "u", Kind = PreferenceKind.Original, Type = type, Topic = new() { Field = texts[2], Subtopic = texts[3] }, Text = texts[4], Event = new() { Text = texts[5] } },
            randoms.Select((random, i) => new Session { Id = $"{i}", UserId = random ? null : "u", Kind = random ? SessionKind.Random : SessionKind.LifeEvent, Date = random ? null : date, Turns = turns }).ToList(),
            new Query { Id = "q", PreferenceId = "p", Question = texts[0], Explanation = texts[1] });

    private static string Line(Session session) => Json(session, AttuneJson.Lines.Session);

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static void ShouldSurvive<T>(JsonTypeInfo<T> type, string line)
        where T : class
    {
        var read = JsonLines.Read(new MemoryStream(Encoding.UTF8.GetBytes(line)), "f", type).Single();
        read.Fault.ShouldBeNull();
        Json(read.Value!, type).ShouldBe(line);
    }
}
