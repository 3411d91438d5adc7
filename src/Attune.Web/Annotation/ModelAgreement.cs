using Attune.Statistics;

namespace Attune.Web.Annotation;

/// <summary>How far what people settle on is what a model says.</summary>
/// <param name="Of">What it is measured on; null where there is one thing only.</param>
/// <param name="Share">Of items on which they say the same; null where there is none to tell by.</param>
/// <param name="Remark">What stands beside it.</param>
/// <param name="Kappa">Agreement beyond chance.</param>
public sealed record ModelAgreement(string? Of, Estimate? Share, string Remark, NamedAgreement Kappa);
