using Attune.Web.Tests.Consoles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Tests.Hosting;

/// <summary>Every door of the console, and who may pass it.</summary>
public sealed class EndpointTests
{
    private const string Doors = """
        * {*path}: anyone
        GET /: member
        GET /account: member
        GET /account/delete: member
        POST /account/delete: member
        POST /account/password: member
        POST /account/sign-out-everywhere: member
        GET /annotate: annotator
        GET /annotate/{id}: annotator
        POST /annotate/{id}/next: annotator
        POST /annotate/{id}/undo: annotator
        POST /annotate/{id}/unskip: annotator
        GET /annotate/tasks/{id}: annotator
        POST /annotate/tasks/{id}: annotator
        POST /annotate/tasks/{id}/opinion: annotator
        POST /annotate/tasks/{id}/skip: annotator
        GET /assets/{name}: anyone
        GET /chats: participant
        GET /chats/{part}: participant
        POST /chats/{part}/consent: participant
        POST /chats/{part}/decline: participant
        GET /chats/{part}/new: participant
        POST /chats/{part}/new: participant
        GET /chats/{part}/{chat}: participant
        POST /chats/{part}/{chat}: participant
        GET /chats/{part}/{chat}/reply: participant
        POST /chats/{part}/{chat}/stop: participant
        POST /chats/{part}/{chat}/again: participant
        POST /chats/{part}/{chat}/title: participant
        POST /chats/{part}/{chat}/delete: participant
        GET /chats/{part}/data: participant
        GET /chats/{part}/data/chats.json: participant
        GET /chats/{part}/data/chats.txt: participant
        POST /chats/{part}/data/delete: participant
        POST /chats/{part}/withdraw: participant
        GET /collections: owner
        POST /collections: owner
        GET /collections/new: owner
        GET /collections/{id}: owner
        GET /collections/{id}/datasets: owner
        POST /collections/{id}/datasets: owner
        POST /collections/{id}/datasets/{name}/mine: owner
        GET /collections/{id}/terms: owner
        POST /collections/{id}/terms: owner
        POST /collections/{id}/invite: owner
        POST /collections/{id}/add: owner
        POST /collections/{id}/close: owner
        GET /collections/{id}/delete: owner
        POST /collections/{id}/delete: owner
        POST /collections/{id}/open: owner
        GET /invitations: owner
        POST /invitations: owner
        POST /invitations/{id}/revoke: owner
        GET /join/{secret}: anyone
        POST /join/{secret}: anyone
        GET /members: owner
        GET /members/{id}: owner
        GET /members/{id}/delete: owner
        POST /members/{id}/delete: owner
        POST /members/{id}/disable: owner
        POST /members/{id}/enable: owner
        POST /members/{id}/password-link: owner
        POST /members/{id}/role: owner
        POST /members/{id}/sign-out: owner
        GET /compare: owner
        GET /datasets: owner
        GET /datasets/{dataset}: owner
        GET /datasets/{dataset}/pairs: owner
        GET /datasets/{dataset}/people/{id}: owner
        GET /datasets/{dataset}/people/{id}/sessions/{session}: owner
        GET /datasets/{dataset}/random: owner
        GET /datasets/{dataset}/random/{session}: owner
        GET /experiments: owner
        GET /experiments/new: owner
        POST /experiments/plan: owner
        POST /experiments/start: owner
        GET /runs: owner
        GET /runs/{run}: owner
        GET /runs/{run}/pairs: owner
        GET /runs/{run}/pairs/{pair}: owner
        GET /runs/{run}/progress: owner
        GET /runs/{run}/report: owner
        POST /runs/{run}/resume: owner
        POST /runs/{run}/stop: owner
        GET /runs/{run}/trials: owner
        GET /runs/{run}/trials/{key}: owner
        GET /runs/{run}/trials/{key}/beside: owner
        GET /runs/{run}/trials/{key}/prompt: owner
        GET /runs/{run}/trials/{key}/sessions/{from:int}/{to:int}: owner
        GET /rounds: owner
        POST /rounds: owner
        GET /rounds/new: owner
        GET /rounds/{id}: owner
        POST /rounds/{id}/close: owner
        GET /rounds/{id}/files/{name}: owner
        GET /rounds/{id}/items/{item}: owner
        POST /rounds/{id}/items/{item}: owner
        POST /rounds/{id}/items/{item}/reopen: owner
        POST /rounds/{id}/open: owner
        GET /rounds/{id}/verdicts.csv: owner
        GET /rounds/{id}/verdicts.jsonl: owner
        POST /rounds/{id}/write: owner
        GET /sign-in: anyone
        POST /sign-in: anyone
        POST /sign-out: member
        """;

    [Fact]
    public async Task Every_endpoint_is_listed_here_with_who_may_use_it()
    {
        await using var console = await RunningConsole.StartAsync();

        var found = console.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Describe).Order(StringComparer.Ordinal);

        string.Join('\n', found).ShouldBe(string.Join('\n', Doors.ReplaceLineEndings("\n").Split('\n').Order(StringComparer.Ordinal)));
    }

    private static string Describe(RouteEndpoint endpoint)
    {
        var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var only] ? only : "*";
        var who = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anyone"
            : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy ?? "signed in").LastOrDefault() ?? "nobody";
        return $"{method} {(endpoint.RoutePattern.RawText!.Length > 1 ? endpoint.RoutePattern.RawText.TrimEnd('/') : "/")}: {who}";
    }
}
