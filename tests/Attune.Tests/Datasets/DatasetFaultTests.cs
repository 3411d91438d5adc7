using System.Text;
using Attune.Datasets;

namespace Attune.Tests.Datasets;

public sealed class DatasetFaultTests : IDisposable
{
    private const string SeeFormat = "See docs/format.md for what belongs there";

    private readonly TinyDataset _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_valid_dataset_has_no_fault() => _data.Faults.ShouldBeEmpty();

    [Fact]
    public void A_chat_of_a_user_has_no_fault()
    {
        _data.Set("sessions.jsonl", 5, "kind", "\"chat\"");
        _data.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("profiles.jsonl", 2, "id", "\"u1\"", "repeats the id 'u1' of line 1. Give it an id of its own")]
    [InlineData("profiles.jsonl", 2, "persona", null, "lacks 'persona'. Add what is missing")]
    [InlineData("profiles.jsonl", 2, "persona", "7", $"holds a value of the wrong kind at persona. {SeeFormat}")]
    [InlineData("profiles.jsonl", 2, "persona", "null", "holds null at persona. Give it a value")]
    [InlineData("profiles.jsonl", 2, "demographics", "[]", $"holds a value of the wrong kind at demographics. {SeeFormat}")]
    [InlineData("profiles.jsonl", 2, "life_events", "[{\"date\":\"2024-13-01\",\"event\":\"x\"}]", $"holds a value of the wrong kind at life_events[0].date. {SeeFormat}")]
    [InlineData("profiles.jsonl", 2, "life_events", "[{\"date\":null}]", "lacks 'event' in life_events[0]. Add what is missing")]
    [InlineData("profiles.jsonl", 2, "life_events", "[null]", "holds null at life_events[0]. Give it a value, or remove it")]
    [InlineData("preferences.jsonl", 1, "user_id", "\"nobody\"", "user_id 'nobody' is in no profile. Name an id of profiles.jsonl")]
    [InlineData("preferences.jsonl", 1, "text", "\" \"", "has an empty text. State the preference")]
    [InlineData("preferences.jsonl", 1, "type", "\"strong\"", $"holds a value of the wrong kind at type. {SeeFormat}")]
    [InlineData("preferences.jsonl", 1, "type", "1", $"holds a value of the wrong kind at type. {SeeFormat}")]
    [InlineData("preferences.jsonl", 1, "derived_from", "[\"u1-p2\"]", "is original, yet has derived_from. Make it generalized, or empty derived_from")]
    [InlineData("preferences.jsonl", 1, "facets", "{\"liked\":[\"a\",null]}", "holds null at facets.liked[1]. Give it a value, or remove it")]
    [InlineData("preferences.jsonl", 1, "sources", "[null]", "holds null at sources[0]. Give it a value, or remove it")]
    [InlineData("preferences.jsonl", 1, "sources", "[{\"user_id\":\"nobody\",\"session_id\":\"s\"}]", "sources names the user 'nobody', who is in no profile. Name an id of profiles.jsonl, or remove the source")]
    [InlineData("preferences.jsonl", 1, "sources", "[{\"user_id\":\"u1\"}]", "lacks 'session_id' in sources[0]. Add what is missing")]
    [InlineData("preferences.jsonl", 3, "derived_from", "[]", "is generalized, yet derives from nothing. Name the original preferences that it follows from in derived_from")]
    [InlineData("preferences.jsonl", 3, "derived_from", "[null]", "holds null at derived_from[0]. Give it a value, or remove it")]
    [InlineData("preferences.jsonl", 3, "derived_from", "[\"gone\"]", "derived_from 'gone' is no preference. Name an id of preferences.jsonl")]
    [InlineData("preferences.jsonl", 3, "derived_from", "[\"u2-p1\"]", "derived_from 'u2-p1' is not an original preference of the same user. Derive it from the user's own original preferences")]
    [InlineData("preferences.jsonl", 3, "derived_from", "[\"u1-g\"]", "derived_from 'u1-g' is not an original preference of the same user. Derive it from the user's own original preferences")]
    [InlineData("sessions.jsonl", 1, "turns", "[]", "has no turn. Give it at least one")]
    [InlineData("sessions.jsonl", 1, "turns", "[null]", "holds null at turns[0]. Give it a value, or remove it")]
    [InlineData("sessions.jsonl", 1, "turns", "[{\"user\":\" \",\"assistant\":\"\"}]", "turn 1 has no user message. Write what the user says")]
    [InlineData("sessions.jsonl", 1, "turns", "[{\"user\":\"x\"}]", "lacks 'assistant' in turns[0]. Add what is missing")]
    [InlineData("sessions.jsonl", 1, "turns", "[{}]", "lacks 'user', 'assistant' in turns[0]. Add what is missing")]
    [InlineData("sessions.jsonl", 1, "kind", "\"holiday\"", $"holds a value of the wrong kind at kind. {SeeFormat}")]
    [InlineData("sessions.jsonl", 1, "kind", "\"random\"", "is random, yet belongs to a user. Set user_id to null: random sessions are shared")]
    [InlineData("sessions.jsonl", 1, "expression", null, "reveals a preference, yet names no expression. Name one: direct, contextual, stylistic, experience or your own")]
    [InlineData("sessions.jsonl", 1, "preference_id", null, "reveals a preference, yet names none. Name its preference_id")]
    [InlineData("sessions.jsonl", 1, "preference_id", "\"gone\"", "preference_id 'gone' is no preference. Name an id of preferences.jsonl")]
    [InlineData("sessions.jsonl", 1, "preference_id", "\"u2-p1\"", "preference_id 'u2-p1' belongs to user 'u2'. Name a preference of the session's user")]
    [InlineData("sessions.jsonl", 1, "preference_id", "\"u1-g\"", "reveals 'u1-g', a generalized preference. Generalized preferences are expressed nowhere (RealPref 3.2): drop the session, or make the preference original")]
    [InlineData("sessions.jsonl", 5, "user_id", "null", "belongs to no user. Name a user_id, or make its kind random")]
    [InlineData("sessions.jsonl", 11, "kind", "\"chat\"", "belongs to no user. Name a user_id, or make its kind random")]
    [InlineData("sessions.jsonl", 5, "user_id", "\"nobody\"", "user_id 'nobody' is in no profile. Name an id of profiles.jsonl")]
    [InlineData("queries.jsonl", 1, "preference_id", "\"gone\"", "preference_id 'gone' is no preference. Name an id of preferences.jsonl")]
    [InlineData("queries.jsonl", 1, "question", "\"\"", "has an empty question. Write what the user asks")]
    [InlineData("queries.jsonl", 1, "answer", null, "has no right answer. Name the right option's label in answer")]
    [InlineData("queries.jsonl", 1, "answer", "\"E\"", "answer 'E' is no option's label. Name one of A, B, C, D")]
    [InlineData("queries.jsonl", 1, "true_question", null, "has only one of true_question and false_question. Give both, so that yes and no are equally often right, or neither")]
    [InlineData("queries.jsonl", 1, "false_question", "null", "has only one of true_question and false_question. Give both, so that yes and no are equally often right, or neither")]
    [InlineData("queries.jsonl", 1, "options", "[null,null,null,null]", "holds null at options[0]. Give it a value, or remove it")]
    public void A_fault_is_told_with_its_place_and_how_to_mend_it(string file, int line, string field, string? json, string expected)
    {
        _data.Set(file, line, field, json);

        _data.Faults.First().ShouldBe($"{file}:{line}: {expected}");
    }

    [Theory]
    [InlineData("AaBbCcDdEe", "has 5 options. Give four, or none")]
    [InlineData("AaBbCc", "has 3 options. Give four, or none")]
    [InlineData("AaBbCbDd", "has the same option twice. Make the options differ")]
    [InlineData("AaCbBcDd", "has options labelled A, C, B, D. Label them A, B, C, D in this order")]
    [InlineData("AaBbC Dd", "has an empty option. Write what it offers")]
    public void Options_are_four_labelled_in_order_and_different(string labelsAndTexts, string expected)
    {
        var options = labelsAndTexts.Chunk(2).Select(o => $"{{\"label\":\"{o[0]}\",\"text\":\"{o[1]}\"}}");
        _data.Set("queries.jsonl", 1, "options", $"[{string.Join(',', options)}]");

        _data.Faults.ShouldHaveSingleItem().ShouldBe($"queries.jsonl:1: {expected}");
    }

    [Theory]
    [InlineData("{\"id\":\"r1\",\"kind\":\"random\",\"turns\":[", "is not valid JSON (byte 37). Write one complete JSON object")]
    [InlineData("once upon a time", "is not valid JSON (byte 1). Write one complete JSON object")]
    [InlineData("{} {}", "lacks 'id', 'kind', 'turns'. Add what is missing")]
    [InlineData("{\"id\":\"r1\",\"kind\":\"random\",\"turns\":[]} x", "is not valid JSON (byte 40). Write one complete JSON object")]
    [InlineData("[1]", "is not a JSON object. Write one complete JSON object")]
    [InlineData("null", "holds null. Write one complete JSON object")]
    [InlineData("{\"id\":\"\\ud83d\",\"kind\":\"random\",\"turns\":[]}", "holds half of a UTF-16 surrogate pair. Remove the stray \\ud800-\\udfff escape")]
    [InlineData("{\"id\":\"r1\",\"kind\":\"random\",\"turns\":[],\"mine\":\"\\uDC00\"}", "holds half of a UTF-16 surrogate pair. Remove the stray \\ud800-\\udfff escape")]
    public void A_broken_line_is_told_in_plain_words(string text, string expected)
    {
        _data.SetLine("sessions.jsonl", 3, text);

        _data.Faults.ShouldHaveSingleItem().ShouldBe($"sessions.jsonl:3: {expected}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_id_is_a_fault(string id)
    {
        _data.Set("sessions.jsonl", 4, "id", $"\"{id}\"");

        _data.Faults.ShouldHaveSingleItem().ShouldBe("sessions.jsonl:4: has an empty id. Give it an id of its own");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_even_in_an_unknown_field()
    {
        _data.SetLine("sessions.jsonl", 11, """{"id":"x","kind":"random","turns":[{"user":"a","assistant":"b"}],"mine":"#"}""");
        var bytes = File.ReadAllBytes(_data.PathOf("sessions.jsonl"));
        bytes[Array.LastIndexOf(bytes, (byte)'#')] = 0xFF;
        File.WriteAllBytes(_data.PathOf("sessions.jsonl"), bytes);

        _data.Faults.ShouldContain("sessions.jsonl:11: holds bytes that are not UTF-8. Save the file as UTF-8");
    }

    [Fact]
    public void All_faults_come_in_one_go_in_the_order_of_files_and_lines()
    {
        _data.Write("dataset.json", """{"format":"attune/9","name":"tiny"}""")
            .SetLine("profiles.jsonl", 3, "{")
            .Set("preferences.jsonl", 1, "text", "\"\"")
            .SetLine("preferences.jsonl", 7, "{")
            .Set("sessions.jsonl", 2, "turns", "[]")
            .Set("sessions.jsonl", 9, "turns", "[]")
            .Set("queries.jsonl", 1, "question", "\"\"")
            .Set("queries.jsonl", 1, "answer", "\"E\"");

        var e = Should.Throw<BadInputException>(_data.Open);

        e.Faults.Select(f => f.Place).ShouldBe(["dataset.json", "profiles.jsonl:3", "preferences.jsonl:1", "preferences.jsonl:7", "sessions.jsonl:2", "sessions.jsonl:9", "queries.jsonl:1", "queries.jsonl:1"]);
        e.Message.ShouldContain("dataset.json: has the format 'attune/9'. This version of Attune reads 'attune/1'");
    }

    [Fact]
    public void A_generalized_preference_may_stand_before_its_originals() =>
        _data.Edit("preferences.jsonl", text => string.Join('\n', text.TrimEnd('\n').Split('\n').Reverse()) + "\n").Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("profiles.jsonl")]
    [InlineData("preferences.jsonl")]
    [InlineData("sessions.jsonl")]
    [InlineData("queries.jsonl")]
    public void A_missing_file_is_a_fault(string file)
    {
        File.Delete(_data.PathOf(file));

        _data.Faults.First().ShouldBe($"{file}: is missing. Add the file to {_data.Folder}; it may be empty");
    }

    [Theory]
    [InlineData("{\"format\":\"attune/1\"", "dataset.json:1: is not valid JSON (byte 21). Write one complete JSON object")]
    [InlineData("{\n\"format\": 1,\n\"name\":\"x\"}", $"dataset.json:2: holds a value of the wrong kind at format. {SeeFormat}")]
    [InlineData("{\"format\":\"attune/1\"}", "dataset.json:1: lacks 'name'. Add what is missing")]
    [InlineData("{\"format\":\"attune/1\",\"name\":\"\\ud800\"}", "dataset.json:1: holds half of a UTF-16 surrogate pair. Remove the stray \\ud800-\\udfff escape")]
    [InlineData("null", "dataset.json: holds null. Write one complete JSON object")]
    [InlineData("", "dataset.json:1: is not valid JSON (byte 1). Write one complete JSON object")]
    public void A_broken_card_is_a_fault(string text, string expected)
    {
        _data.Write("dataset.json", text);

        _data.Faults.ShouldHaveSingleItem().ShouldBe(expected);
    }

    [Fact]
    public void A_folder_without_a_card_is_no_dataset()
    {
        File.Delete(_data.PathOf("dataset.json"));

        _data.Faults.ShouldHaveSingleItem().ShouldBe(
            $"{_data.Folder}: is not a dataset folder: it has no dataset.json. Give a folder in the attune/1 format, or make one with 'attune dataset import'");
    }

    [Fact]
    public void No_message_shows_a_type_of_ours_or_a_path_of_the_parser()
    {
        string[] broken = ["{", "[]", "7", "\"x\"", "{\"id\":{}}", "{\"id\":null}", "{\"id\":[1,{\"a\":2}]}", "{\"turns\":[{\"user\":5}]}", "{\"date\":\"x\"}", "{\"a\":\u0001}"];
        foreach (var text in broken)
        {
            var fault = JsonLines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "f", AttuneJson.Lines.Session).Single().Fault.ShouldNotBeNull().ToString();
            fault.ShouldNotContain("System.");
            fault.ShouldNotContain("Attune.");
            fault.ShouldNotContain("$");
            fault.ShouldNotContain("LineNumber");
        }
    }
}
