namespace Attune.Models.Embedded;

/// <summary>Reads what stands between a prompt's tags.</summary>
internal static class ShownPart
{
    /// <summary>The part of that name; null where it is missing or stands twice, as when an answer forges it.</summary>
    public static string? Of(string prompt, string tag)
    {
        var (start, end) = (Once(prompt, $"<{tag}>"), Once(prompt, $"</{tag}>"));
        return start < 0 || end < start ? null : prompt[(start + tag.Length + 2)..end].Trim();
    }

    private static int Once(string prompt, string tag)
    {
        var at = prompt.IndexOf(tag, StringComparison.Ordinal);
        return at == prompt.LastIndexOf(tag, StringComparison.Ordinal) ? at : -1;
    }
}
