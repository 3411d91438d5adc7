using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

public sealed class NearestRequestTests
{
    private readonly MemoryResponseStore _store = new();

    [Fact]
    public void A_parameter_is_named_with_both_values()
    {
        Store("openai:m?seed=1", "a", "b");

        Difference("openai:m?seed=2", "a", "b").ShouldBe(new("parameter") { Name = "seed", Stored = "1", Asked = "2" });
        Difference("openai:m", "a", "b").ShouldBe(new("parameter") { Name = "seed", Stored = "1" });
        Difference("openai:m?seed=1&top_p=1", "a", "b").ShouldBe(new("parameter") { Name = "top_p", Asked = "1" });
    }

    [Fact]
    public void A_message_is_named_by_its_place_and_how_it_begins()
    {
        Store("openai:m", "a", "b", "c");
        Store("openai:m", "a", "x");

        var difference = Difference("openai:m", "a", "b", "what\n\tis " + new string('x', 200), "d");

        (difference.Kind, difference.Message, difference.Messages, difference.Role).ShouldBe(("message", 3, 4, "user"));
        difference.Begins!.ShouldStartWith("what is xxx");
        difference.Begins.Length.ShouldBeLessThan(100);
    }

    [Fact]
    public void A_stored_request_that_goes_on_differs_at_the_end()
    {
        Store("openai:m", "a", "b", "c");

        Difference("openai:m", "a", "b").ShouldBe(new("message") { Messages = 2 });
    }

    [Fact]
    public void Of_one_model_the_longest_common_beginning_is_nearest_and_then_the_same_parameters()
    {
        Store("openai:m?seed=1", "a", "b", "c");
        Store("openai:m", "a", "b", "x");
        Store("openai:m", "a", "y");

        Difference("openai:m", "a", "b", "z").Message.ShouldBe(3);
        Difference("openai:m", "a", "b", "c").ShouldBe(new("parameter") { Name = "seed", Stored = "1" });
    }

    [Fact]
    public void Another_model_is_near_only_with_the_same_messages()
    {
        Store("openai:old@http://a/v1", "a", "b");

        Difference("openai:new@http://a/v1", "a", "b").ShouldBe(new("model") { Name = "model", Stored = "old", Asked = "new" });
        Difference("openai:old@http://b/v1", "a", "b").ShouldBe(new("model") { Name = "url", Stored = "http://a/v1", Asked = "http://b/v1" });
        Difference("openai:new@http://a/v1", "a", "c").Kind.ShouldBe("nothing-near");
    }

    [Fact]
    public void Where_not_even_the_first_message_is_the_same_it_is_named_and_no_parameter()
    {
        Store("openai:m?seed=1", "a", "b");
        Store("openai:other", "z", "b");

        Difference("openai:m", "z", "b").ShouldBe(new("message") { Message = 1, Messages = 2, Role = "user", Begins = "z" });
        Difference("openai:m", "z").ToString().ShouldStartWith("message 1 of 1 (user), which begins here: z (no request to this model");
    }

    [Fact]
    public void Every_difference_reads_as_a_sentence_s_end()
    {
        Difference("openai:m", "a").ToString().ShouldStartWith("everything");
        Store("openai:m", "a", "b");
        Difference("openai:m?seed=1", "a", "b").ToString().ShouldBe("the parameter seed: not set in what is stored, 1 in what is asked");
        Difference("openai:m", "a", "c").ToString().ShouldBe("message 2 of 2 (user), which begins here: c");
        Difference("openai:m", "a").ToString().ShouldBe("the end: the stored request goes on after message 1");
        Difference("openai:n", "a", "b").ToString().ShouldBe("the model: m is stored, n is asked");
    }

    private static (CacheRequest Request, List<ChatMessage> Messages) Request(string model, string[] texts)
    {
        List<ChatMessage> messages = [.. texts.Select(t => new ChatMessage(ChatRole.User, t))];
        return (CacheRequest.Of(RequestHead.Of(ModelName.Parse(model))!, messages)!, messages);
    }

    private void Store(string model, params string[] texts) => _store.Put(Request(model, texts).Request, new("x", "stop", null, null, null, default));

    private RequestDifference Difference(string model, params string[] texts)
    {
        var (request, messages) = Request(model, texts);
        return NearestRequest.Difference(_store.Requests(), request, messages);
    }
}
