namespace Attune.Web.Annotation;

/// <summary>An item with what a model has just said of it.</summary>
/// <param name="Body">Its body from now on.</param>
/// <param name="ModelSays">The model's label; null as long as it has not said enough for one.</param>
internal sealed record Opined(string Body, string? ModelSays);
