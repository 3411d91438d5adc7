using System.Text.Json;
using Attune.Models;
using Attune.Models.Caching;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

public sealed class CacheRequestTests
{
    /// <summary>If this fails, every answer that anybody has stored is lost: mend the code, or raise the version if a change is meant.</summary>
    [Fact]
    public void The_key_of_a_request_never_changes()
    {
        var options = new ChatOptions { Temperature = 0.7f, TopP = 0.9f, MaxOutputTokens = 100, Seed = 5, StopSequences = ["a=b", "c\\\n"], Instructions = "Be brief." };
        var head = RequestHead.Of(ModelName.Parse("openai:gpt-5?seed=1&reasoning=low@http://127.0.0.1:8080/v1/"), options: options)!;

        head.Text.ShouldBe(
            """
            version=1
            provider=openai
            model=gpt-5
            url=http://127.0.0.1:8080/v1
            parameter.reasoning=low
            parameter.seed=1
            instructions=Be brief.
            temperature=0.7
            top_p=0.9
            max_output=100
            seed=5
            stop.0=a\eb
            stop.1=c\\\n

            """);
        Key(head, (ChatRole.System, "Be kind."), (ChatRole.User, "I like tea. Ø \U0001F375"), (ChatRole.User, "What do I like?")).ShouldBe("afa55ba2da389d9627efcee9afd5c5f4");
    }

    [Fact]
    public void A_head_that_was_stored_reads_the_same()
    {
        var head = RequestHead.Of(ModelName.Parse("openai:m?b=2&a=1"), new("https://example.org/v1"), new() { StopSequences = ["\\n=\n", "\\"], Instructions = "x\r\n\ny" })!;
        var read = new RequestHead(head.Text);

        read.Digest.ShouldBe(head.Digest);
        (read.Model, read.Name).ShouldBe(("openai:m", "openai:m?a=1&b=2@https://example.org/v1"));
        (read["stop.0"], read["stop.1"], read["instructions"], read["seed"]).ShouldBe(("\\n=\n", "\\", "x\r\n\ny", null));
    }

    [Fact]
    public void Whatever_can_change_an_answer_changes_the_key()
    {
        var schema = JsonDocument.Parse("""{"type":"object"}""").RootElement;
        ChatOptions?[] options =
        [
            null, new() { Temperature = 0 }, new() { Temperature = 1 }, new() { TopP = 1 }, new() { TopK = 1 }, new() { MaxOutputTokens = 1 }, new() { Seed = 1 },
            new() { FrequencyPenalty = 1 }, new() { PresencePenalty = 1 }, new() { ModelId = "1" }, new() { Instructions = "1" }, new() { StopSequences = ["1"] },
            new() { StopSequences = ["1", "2"] }, new() { StopSequences = ["2", "1"] }, new() { Reasoning = new() { Effort = ReasoningEffort.Low } },
            new() { Reasoning = new() { Effort = ReasoningEffort.High } }, new() { ResponseFormat = ChatResponseFormat.Json }, new() { ResponseFormat = ChatResponseFormat.Text },
            new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) }, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "name") },
            new() { AdditionalProperties = new() { ["reasoning_effort"] = "minimal" } }, new() { AdditionalProperties = new() { ["reasoning_effort"] = "low" } },
        ];
        string[] models = ["openai:m", "openai:n", "anthropic:m", "openai:m?temperature=0", "openai:m?temperature=1", "openai:m@http://a/v1", "openai:m@http://a/v2", "openai:m@http://b/v1"];

        var keys = options.Select(o => Key(Head("openai:m", o), (ChatRole.User, "q"))).Concat(models.Skip(1).Select(m => Key(Head(m), (ChatRole.User, "q")))).ToList();

        keys.Distinct().Count().ShouldBe(keys.Count);
    }

    [Theory]
    [InlineData("openai:m?seed=1&temperature=0", "openai:m?temperature=0&seed=1")]
    [InlineData("openai:m?timeout=5", "openai:m?timeout=600")]
    [InlineData("openai:m?window=1000", "openai:m")]
    [InlineData("openai:m@http://a/v1", "openai:m@http://a/v1/")]
    [InlineData("openai:m@http://user:password@a/v1", "openai:m@http://a/v1")]
    public void What_cannot_change_an_answer_does_not_change_the_key(string one, string other) =>
        Head(one).Text.ShouldBe(Head(other).Text);

    [Fact]
    public void Where_a_model_is_served_counts_however_it_was_said()
    {
        var named = RequestHead.Of(ModelName.Parse("openai:m@http://a/v1"))!;
        var byVariable = RequestHead.Of(ModelName.Parse("openai:m"), new("http://a/v1"))!;

        byVariable.Text.ShouldBe(named.Text);
    }

    [Fact]
    public void Text_that_moves_between_messages_makes_another_key()
    {
        var random = Gen.Elements("", "a", "b", "ab", "\0", "user", "user\0a", "\n", "system").ListOf();
        Prop.ForAll(Arb.From(random), Arb.From(random), (one, other) =>
        {
            if (one.Count == 0 || other.Count == 0) return true;
            var keys = new[] { one, other }.Select(texts => Key(Head("openai:m"), [.. texts.Select(t => (ChatRole.User, t))])).ToList();
            return (keys[0] == keys[1]) == one.SequenceEqual(other);
        }).QuickCheckThrowOnFailure();
        Key(Head("openai:m"), (ChatRole.User, "ab"), (ChatRole.User, "c")).ShouldNotBe(Key(Head("openai:m"), (ChatRole.User, "a"), (ChatRole.User, "bc")));
        Key(Head("openai:m"), (ChatRole.User, "a"), (ChatRole.Assistant, "b")).ShouldNotBe(Key(Head("openai:m"), (ChatRole.Assistant, "a"), (ChatRole.User, "b")));
    }

    [Fact]
    public void A_key_hashes_new_messages_only()
    {
        List<ChatMessage> history = [.. Enumerable.Range(0, 20).Select(i => new ChatMessage(ChatRole.User, new string((char)('a' + i), 200_000)))];
        var head = Head("openai:m");

        var first = Allocated(() => CacheRequest.Of(head, [.. history, new(ChatRole.User, "q1")]));
        var second = Allocated(() => CacheRequest.Of(head, [.. history, new(ChatRole.User, "q2")]));

        first.ShouldBeGreaterThan(20 * 200_000);
        second.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_message_that_was_changed_is_hashed_again()
    {
        var message = new ChatMessage(ChatRole.User, "tea");
        var before = CacheRequest.Of(Head("openai:m"), [message])!.Key;

        message.Contents = [new TextContent("coffee")];

        CacheRequest.Of(Head("openai:m"), [message])!.Key.ToString().ShouldBe(Key(Head("openai:m"), (ChatRole.User, "coffee")));
        message.Contents = [new TextContent("te"), new TextContent("a")];
        CacheRequest.Of(Head("openai:m"), [message])!.Key.ShouldBe(before);
    }

    [Fact]
    public void A_history_gives_the_same_keys_whichever_model_it_went_to_before()
    {
        List<ChatMessage> shared = [new(ChatRole.User, "a"), new(ChatRole.Assistant, "b")];
        string[] models = ["openai:m", "openai:n", "openai:m"];

        var keys = models.Select(m => CacheRequest.Of(Head(m), shared)!.Key.ToString()).ToList();

        keys.ShouldBe(models.Select(m => Key(Head(m), (ChatRole.User, "a"), (ChatRole.Assistant, "b"))));
    }

    [Fact]
    public void What_has_no_canonical_form_has_no_key()
    {
        CacheRequest.Of(Head("openai:m"), []).ShouldBeNull();
        CacheRequest.Of(Head("openai:m"), [new(ChatRole.User, [new TextContent("see"), new DataContent(new byte[] { 1 }, "image/png")])]).ShouldBeNull();
        CacheRequest.Of(Head("openai:m"), [new(new ChatRole("user\0"), "a")]).ShouldBeNull();
        CacheRequest.Of(Head("openai:m"), [new(ChatRole.User, "a") { AuthorName = "Ada" }]).ShouldBeNull();
        RequestHead.Of(ModelName.Parse("openai:m"), options: new() { Tools = [AIFunctionFactory.Create(() => 1, "one")] }).ShouldBeNull();
        RequestHead.Of(ModelName.Parse("openai:m"), options: new() { ConversationId = "c" }).ShouldBeNull();
        RequestHead.Of(ModelName.Parse("openai:m"), options: new() { AdditionalProperties = new() { ["x"] = new object() } }).ShouldBeNull();
    }

    private static RequestHead Head(string model, ChatOptions? options = null) => RequestHead.Of(ModelName.Parse(model), options: options)!;

    private static string Key(RequestHead head, params (ChatRole Role, string Text)[] messages) =>
        CacheRequest.Of(head, [.. messages.Select(m => new ChatMessage(m.Role, m.Text))])!.Key.ToString();

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
