using System.Globalization;

namespace Attune.Web.Storage;

/// <summary>One script.</summary>
/// <param name="Number">Its place in the order, and what tells it from others.</param>
/// <param name="Name">What it makes.</param>
/// <param name="Script">Statements that both servers take once the words for types are translated.</param>
internal sealed record Migration(long Number, string Name, string Script)
{
    /// <param name="file">As <c>0001-accounts</c>.</param>
    /// <param name="script">The text.</param>
    public static Migration Of(string file, string script) => new(long.Parse(file[..4], CultureInfo.InvariantCulture), file[5..], script);
}
