namespace Attune.Datasets.Importing;

/// <summary>What stands in a profile whose source says nothing about the user.</summary>
internal static class Persona
{
    public const string Unknown = "Someone about whom nothing else is known.";
}
