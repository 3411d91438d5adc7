using Attune.Statistics;

namespace Attune.Web.Annotation;

/// <summary>A coefficient and whose it is.</summary>
/// <param name="Name">As <c>Krippendorff's alpha</c>.</param>
/// <param name="Agreement">What it comes to.</param>
public sealed record NamedAgreement(string Name, Agreement Agreement);
