using System.Globalization;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary><c>GET /v1/models</c>: the one model.</summary>
internal static class ModelListing
{
    // Embedded models are as old as the program; a fixed day keeps responses the same from run to run.
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Reply Of(ServedModel model)
    {
        var day = Created.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var item = new ModelItem(model.Name, "model", Created.ToUnixTimeSeconds(), "attune", "model", model.Name, day);
        return Reply.Json(new("list", [item], false, model.Name, model.Name), WireJson.Compact.ModelList);
    }
}
