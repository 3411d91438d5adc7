using System.Text;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Providers.Caching;
using Attune.Runs;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

/// <summary>A key is planted in everything that a hostile or careless server can answer; it must come out nowhere.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Key = "planted-K3y/with+odd=characters";
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-key-").FullName;

    public static TheoryData<int, string> Echoes => new()
    {
        { 401, $$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}}."}}""" },
        { 400, $$$"""{"error":{"message":"got header Authorization: Bearer {{{Key}}} and more"}}""" },
        { 500, $"panic: request had {Key}" },
        { 500, $"x={Uri.EscapeDataString(Key)}" },
        { 500, Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)) },
        { 429, $$$"""{"error":"{{{new string('a', 290)}}}{{{Key}}}"}""" },
        { 200, $"<html>{Key}</html>" },
        { 200, $$$"""{"{{{Key}}}":""" },
        { 200, $$$"""{"choices":[{"message":{"content":"x"},"finish_reason":"{{{Key}}}"}]}""" },
        { 200, $$$"""{"id":"1","content":"{{{Key}}}","usage":"{{{Key}}}"}""" },
        { 200, $$$"""{"error":{"message":"{{{Key}}}"}}""" },
    };

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task No_exception_holds_the_key(int status, string body)
    {
        await using var server = await ModelServer.StartAsync(new Reply(status, body));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server, key: Key), Clients.Anthropic(server, key: Key)])
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
            Clean(thrown.ToString());
        }
    }

    [Fact]
    public async Task No_exception_holds_a_key_that_comes_back_as_an_id()
    {
        const string plain = "planted-K3y.with-plain-characters";
        await using var server = await ModelServer.StartAsync(new Reply(500, "{}", "application/json", ("x-request-id", plain)));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server, key: plain), Clients.Anthropic(server, key: plain)])
            Clean((await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"))).ToString());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    public async Task No_file_of_a_run_holds_the_key(int status)
    {
        await using var server = await ModelServer.StartAsync(new Reply(status, $$$"""{"error":{"message":"bad key {{{Key}}}"}}"""));
        var experiment = new Experiment { Models = [$"openai:m@{server.Url}/v1"], LimitUsers = 1, Contexts = ["simple"], Tasks = ["true-false"], Methods = ["zero-shot"] };
        var runner = new Runner(experiment, (name, tokens) => Resolved.Of(name, tokens, Key), new() { Out = _folder });

        try
        {
            (await runner.RunAsync()).Totals!.Failed.ShouldBeGreaterThan(0);
        }
        catch (ModelCallException e)
        {
            Clean(e.ToString());
        }

        var files = Directory.GetFiles(_folder);
        files.ShouldNotBeEmpty();
        foreach (var file in files) Clean(await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_response_cache_holds_no_key()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Yes."));
        var experiment = new Experiment { Models = [$"openai:m@{server.Url}/v1"], LimitUsers = 1, Contexts = ["simple"], Tasks = ["true-false"], Methods = ["zero-shot"] };
        using (var cache = new ResponseCache(new SqliteResponseStore(Path.Combine(_folder, "responses.db"))))
        {
            await new Runner(experiment, (name, tokens) => Resolved.Of(name, tokens, Key), new() { Out = Path.Combine(_folder, "run"), Cache = cache }).RunAsync();
            cache.Stored.ShouldBeGreaterThan(0);
        }

        foreach (var file in Directory.GetFiles(_folder)) Clean(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Clean(string text)
    {
        text.ShouldNotContain(Key);
        text.ShouldNotContain("planted-K3y");
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
    }
}
