namespace Attune.Web.Hosting;

/// <summary>A card of the home page.</summary>
/// <param name="Component">What it shows, without parameters; it loads its own data.</param>
/// <param name="Policy">Who sees it.</param>
internal sealed record HomeCard(Type Component, string Policy);
