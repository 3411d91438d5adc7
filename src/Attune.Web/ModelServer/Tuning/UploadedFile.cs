using Attune.Training;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>What the server remembers of an upload; its contents are not kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The client's name for it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Created">When it came.</param>
/// <param name="Summary">What it holds.</param>
internal sealed record UploadedFile(string Id, string Name, long Bytes, DateTimeOffset Created, TrainingFileSummary Summary);
