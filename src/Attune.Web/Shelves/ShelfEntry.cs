namespace Attune.Web.Shelves;

/// <summary>A run's or dataset's folder.</summary>
/// <param name="Name">Its name, as pages and their addresses have it.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Changed">When its marker last changed.</param>
public sealed record ShelfEntry(string Name, string Location, DateTime Changed);
