namespace Attune.Web.Annotation;

/// <summary>What came of writing answers to where they are used.</summary>
/// <param name="Lines">Lines that were written.</param>
/// <param name="Outdated">Answers about what has been made again since, or is gone: they are not written.</param>
internal sealed record Written(int Lines, int Outdated = 0);
