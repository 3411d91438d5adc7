namespace Attune.Web.Annotation;

/// <summary>Something to choose some of.</summary>
/// <param name="Name">Of the form's field.</param>
/// <param name="Legend">Its question.</param>
/// <param name="Options">What can be chosen, with how many items it has.</param>
/// <param name="Least">As many must be chosen.</param>
/// <param name="Fault">What is wrong where fewer are.</param>
public sealed record OfferedChoice(string Name, string Legend, IReadOnlyDictionary<string, int> Options, int Least, string Fault);
