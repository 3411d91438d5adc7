using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Tests.Hosting;

/// <summary>Endpoints as nobody should write them.</summary>
internal sealed class OddArea : Area
{
    public const string Inside = "the inside of the console";

    public int Forged { get; private set; }

    public TaskCompletionSource Asked { get; } = new();

    public TaskCompletionSource Answer { get; } = new();

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/odd/unnamed", () => "nobody said who may see this");
        routes.MapGet("/odd/broken", string () => throw new InvalidOperationException(Inside)).RequireAuthorization(Policy.Member);
        routes.MapGet("/odd/full", string () => throw new Microsoft.Data.Sqlite.SqliteException(Inside, 13)).RequireAuthorization(Policy.Member);
        routes.Map("/odd/change", () => { Forged++; }).RequireAuthorization(Policy.Member);
        routes.MapGet("/odd/slow", async () =>
        {
            Asked.SetResult();
            await Answer.Task;
            return "answered";
        }).RequireAuthorization(Policy.Member);
        routes.MapGet("/odd/annotators", () => "annotators").RequireAuthorization(Policy.Annotator);
        routes.MapGet("/odd/participants", () => "participants").RequireAuthorization(Policy.Participant);
    }
}
