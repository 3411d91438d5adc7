namespace Attune.Web.Hosting;

/// <summary>A link of the navigation, shown to those who may follow it.</summary>
/// <param name="Title">One or two words.</param>
/// <param name="Href">The path; it is marked as current on all pages below it.</param>
/// <param name="Policy">Who sees it.</param>
internal sealed record NavigationItem(string Title, string Href, string Policy);
