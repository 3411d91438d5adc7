namespace Attune.Web.Annotation;

/// <summary>A file that comes of a round.</summary>
/// <param name="Name">Its name, with the ending.</param>
/// <param name="Label">What its link says.</param>
/// <param name="Write">Its bytes, of the items and their bodies.</param>
internal sealed record RoundFile(string Name, string Label, Func<IReadOnlyList<JudgedItem>, IReadOnlyDictionary<string, string>, byte[]> Write);
