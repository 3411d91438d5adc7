using System.IO.Compression;
using Attune.Conversations;
using Attune.Datasets.Importing.Chats;

namespace Attune.Tests.Datasets.Importing.Chats;

public sealed class ChatFormatsTests : IDisposable
{
    private readonly ChatSourceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ShareGpt_conversations_become_sessions_of_a_user_each()
    {
        var chats = _folder.Import(ChatFormat.ShareGpt, ChatSourceFolder.Fixture("sharegpt.json"));

        chats.Sessions.Select(s => (s.Id, s.UserId, s.Kind)).ShouldBe([
            ("chat-0000001", "user-0000001", SessionKind.Chat), ("chat-0000002", "user-0000002", SessionKind.Chat), ("chat-0000003", "user-0000003", SessionKind.Chat)]);
        chats.Turns(0).ShouldBe([
            "I bake every Sunday, always with rye, never with wheat. What loaf should I try? 🍞|A dense Nordic rye with sunflower seeds would suit you.",
            "Write the answer as a short list, please.\n\nAnd mail it to tilda.moss@example.org.|1. Rye flour\n2. Sunflower seeds\n3. Patience"]);
        chats.Turns(1).ShouldBe(["How hot?|250 °C at first.\n\nThen 200 °C.", "Thanks!|"]);
        chats.Turns(2).ShouldBe(["[image]\nWhat loaf is this?|Rye, by the cracks."]);
        chats.Sessions[0].Extra!["source"].GetProperty("id").GetString().ShouldBe("Wq3xKp_0");
        chats.Result.Turns.ShouldBe(5);
    }

    [Fact]
    public void What_is_odd_in_a_ShareGpt_file_is_counted_with_its_records()
    {
        var chats = _folder.Import(ChatFormat.ShareGpt, ChatSourceFolder.Fixture("sharegpt.json"));

        chats.ShouldCount("system messages", 1, "sharegpt.json#1");
        chats.ShouldCount("user messages in a row", 1, "sharegpt.json#1");
        chats.ShouldCount("messages of the assistant before the user has spoken", 2, "sharegpt.json#2", "sharegpt.json#4");
        chats.ShouldCount("messages of the unknown role 'observer'", 1, "sharegpt.json#2");
        chats.ShouldCount("empty messages", 1, "sharegpt.json#2");
        chats.ShouldCount("assistant messages in a row", 1);
        chats.ShouldCount("conversations that end with the user", 1, "sharegpt.json#2");
        chats.ShouldCount("conversations in which the user says nothing", 2, "sharegpt.json#3", "sharegpt.json#4");
        chats.ShouldCount("records that are a string, not an object", 1, "sharegpt.json#5");
        chats.ShouldCount("records that are no conversation of the format", 1, "sharegpt.json#6");
        chats.ShouldCount("tool messages", 2, "sharegpt.json#7");
        chats.ShouldCount("pictures", 1, "sharegpt.json#7");
    }

    [Fact]
    public void A_ChatGpt_export_gives_the_branch_that_the_user_kept()
    {
        var chats = _folder.Import(ChatFormat.ChatGpt, ChatSourceFolder.Fixture("account"));

        chats.Turns(0).ShouldBe(["[image]\nPlan a trip by train, like in this picture.|Take the night train to Porto."]);
        chats.Turns(1).ShouldBe(["Which seat?|By the window."]);
        chats.Turns(2).ShouldBe(["Round|and round"]);
        chats.Sessions.Select(s => s.Date).ShouldBe([new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 2), null]);
        chats.Dataset.Profiles.Select(p => p.Id).ShouldBe(["user"]);
        chats.ShouldCount("messages on branches that were edited or generated anew", 4, "conversations.json#1", "conversations.json#2");
        chats.ShouldCount("hidden messages", 1);
        chats.ShouldCount("system messages", 1);
        chats.ShouldCount("tool messages, calls and reasoning", 2);
        chats.ShouldCount("conversations that do not name the message they ended with", 1, "conversations.json#2");
        chats.ShouldCount("trees whose root is missing", 1, "conversations.json#2");
        chats.ShouldCount("trees that lead back into themselves", 1, "conversations.json#3");
        chats.ShouldCount("conversations in which the user says nothing", 1, "conversations.json#4");
    }

    [Fact]
    public void A_zip_of_the_export_and_the_file_in_it_give_the_same()
    {
        ZipFile.CreateFromDirectory(ChatSourceFolder.Fixture("account"), _folder.PathOf("export.zip"));

        var zip = _folder.Import(ChatFormat.ChatGpt, _folder.PathOf("export.zip"));
        var lines = File.ReadAllText(Path.Combine(_folder.Out, "sessions.jsonl"));
        _folder.Import(ChatFormat.ChatGpt, Path.Combine(ChatSourceFolder.Fixture("account"), "conversations.json"));

        File.ReadAllText(Path.Combine(_folder.Out, "sessions.jsonl")).ShouldBe(lines);
        zip.Sessions.Count.ShouldBe(3);
    }

    [Fact]
    public void WildChat_users_are_told_apart_by_their_hashed_address()
    {
        var chats = _folder.Import(ChatFormat.WildChat, ChatSourceFolder.Fixture("wildchat.jsonl"));

        chats.Sessions.Select(s => (s.UserId, s.Date)).ShouldBe([
            ("9aa1f00d", new DateOnly(2023, 4, 10)), ("9aa1f00d", new DateOnly(2023, 4, 11)), ("user-0000003", null), ("77bb", new DateOnly(2023, 4, 11))]);
        var source = chats.Sessions[0].Extra!["source"];
        source.EnumerateObject().Select(f => f.Name).ShouldBe(["conversation_hash", "model", "language", "toxic", "redacted", "timestamp"]);
        source.GetProperty("redacted").GetBoolean().ShouldBeTrue();
        chats.Sessions[1].Extra!["source"].GetProperty("toxic").GetBoolean().ShouldBeTrue();
        chats.ShouldCount("lines that are no JSON", 1, "wildchat.jsonl:5");
    }

    [Fact]
    public void OpenAI_messages_may_have_parts_tools_and_refusals()
    {
        var chats = _folder.Import(ChatFormat.OpenAIMessages, ChatSourceFolder.Fixture("openai-messages.jsonl"));

        chats.Turns(0).ShouldBe(["What is on this plate?\n[image]|Let me look that up.\n\nPierogi."]);
        chats.Turns(1).ShouldBe(["Only vegetarian ones, please.|I can't help with that."]);
        chats.Turns(2).ShouldBe(["[audio]\nDid you hear that?|Yes."]);
        chats.Sessions.Select(s => (s.UserId, s.Date)).ShouldBe([("maria@example.org", new DateOnly(2023, 11, 14)), ("maria@example.org", new DateOnly(2023, 11, 16)), ("17", null)]);
        chats.ShouldCount("system messages", 1);
        chats.ShouldCount("tool calls", 1);
        chats.ShouldCount("tool messages", 1);
        chats.ShouldCount("sounds", 1);
        chats.ShouldCount("parts of a message of the unknown type 'hologram'", 1, "openai-messages.jsonl:3");
        chats.ShouldCount("messages without a role", 1);
        chats.ShouldCount("messages without a content", 2);
        chats.ShouldCount("records that are no conversation of the format", 1, "openai-messages.jsonl:4");
        chats.ShouldCount("records that are an array, not an object", 1, "openai-messages.jsonl:5");
    }

    [Fact]
    public void A_user_that_is_named_has_them_all() =>
        _folder.Import(ChatFormat.WildChat, ChatSourceFolder.Fixture("wildchat.jsonl"), user: "me").Dataset.Profiles.Select(p => p.Id).ShouldBe(["me"]);

    [Fact]
    public void Redaction_reaches_texts_titles_and_user_keys()
    {
        var openAI = _folder.Import(ChatFormat.OpenAIMessages, ChatSourceFolder.Fixture("openai-messages.jsonl"), redact: true);
        openAI.Sessions.Select(s => s.UserId).ShouldBe(["redacted-0000001", "redacted-0000001", "17"]);

        var account = _folder.Import(ChatFormat.ChatGpt, ChatSourceFolder.Fixture("account"), redact: true);
        account.Sessions[0].Extra!["source"].GetProperty("title").GetString().ShouldBe("Trip for [e-mail]");

        var shareGpt = _folder.Import(ChatFormat.ShareGpt, ChatSourceFolder.Fixture("sharegpt.json"), redact: true);
        shareGpt.Turns(0).Last().ShouldStartWith("Write the answer as a short list, please.\n\nAnd mail it to [e-mail].");
        shareGpt.Result.Redacted.ShouldBe(new Dictionary<string, long> { ["e-mail"] = 1 });
        shareGpt.Dataset.Card.Extra!["redacted"].GetProperty("e-mail").GetInt64().ShouldBe(1);
        foreach (var file in Directory.EnumerateFiles(_folder.Out)) File.ReadAllText(file).ShouldNotContain("example.org");
    }
}
