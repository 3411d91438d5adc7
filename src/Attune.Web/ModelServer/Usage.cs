namespace Attune.Web.ModelServer;

/// <summary>What a request used, in tokens.</summary>
/// <param name="Input">All of the prompt, cached or not.</param>
/// <param name="Output">The answer.</param>
/// <param name="Cache">How the prompt met the prefix cache.</param>
internal readonly record struct Usage(int Input, int Output, CacheUse Cache);
