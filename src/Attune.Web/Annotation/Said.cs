namespace Attune.Web.Annotation;

/// <summary>What somebody sends of a task.</summary>
/// <param name="Token">The one of the page that they saw.</param>
/// <param name="Comment">Theirs, or empty.</param>
/// <param name="ActiveMs">Milliseconds that their browser counted; null where it does not.</param>
internal sealed record Said(string Token, string Comment, long? ActiveMs)
{
    private const int LongestComment = 2000;

    /// <summary>A comment as it is kept.</summary>
    public static string Short(string? comment)
    {
        var text = (comment ?? "").Trim();
        return text.Length > LongestComment ? text[..LongestComment] : text;
    }
}
