using System.Globalization;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary><c>GET /v1/models</c>: the one model, and what it is called where it has been tuned.</summary>
internal static class ModelListing
{
    // Embedded models are as old as the program; a fixed day keeps responses the same from run to run.
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Reply Of(ServedModel model)
    {
        var day = Created.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        List<ModelItem> items = [.. model.Tuned().Prepend(model.Name).Select(name => new ModelItem(name, "model", Created.ToUnixTimeSeconds(), "attune", "model", name, day))];
        return Reply.Json(new("list", items, false, items[0].Id, items[^1].Id), WireJson.Compact.ModelList);
    }
}
