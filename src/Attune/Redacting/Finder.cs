namespace Attune.Redacting;

/// <summary>Adds what it finds in a text, in any order. Linear in the text's length, whatever the text.</summary>
internal delegate void Finder(string text, List<Finding> findings);
