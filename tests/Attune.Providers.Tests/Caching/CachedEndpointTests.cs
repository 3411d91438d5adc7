using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests.Caching;

/// <summary>Which endpoints share cached answers.</summary>
public sealed class CachedEndpointTests
{
    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("anthropic", "")]
    public async Task Two_base_urls_share_no_answer_however_they_are_named(string provider, string path)
    {
        using var cache = new ResponseCache(new MemoryResponseStore());
        await using var first = await StartAsync("First.");
        await using var second = await StartAsync("Second.");

        (await AskAsync(cache, $"{provider}:m@{first.Url}{path}")).ShouldBe("First.");
        (await AskAsync(cache, $"{provider}:m@{second.Url}{path}")).ShouldBe("Second.");
        (await AskAsync(cache, $"{provider}:m", second.Url + path)).ShouldBe("Second.", "the variable names what the model's name named before");
        (await AskAsync(cache, $"{provider}:m@{first.Url}{path}/")).ShouldBe("First.");

        (first.Requests.Count, second.Requests.Count).ShouldBe((1, 1));
    }

    private static Task<ModelServer> StartAsync(string answer) => ModelServer.StartAsync((context, sent) =>
        (sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Reply.Anthropic(answer) : Reply.OpenAi(answer)).WriteAsync(context));

    private static async Task<string> AskAsync(ResponseCache cache, string name, string? variable = null)
    {
        var model = Clients.Providers(url: variable).Create(ModelName.Parse(name));
        return (await new CachingChatClient(model.Client, model.Name, cache).GetResponseAsync([new(ChatRole.User, "Hi")])).Text;
    }
}
