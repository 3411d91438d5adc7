using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Attune.Datasets.Importing;

/// <summary>Makes JSON whose strings are no valid Unicode readable: half surrogate pairs and broken UTF-8 become U+FFFD.</summary>
internal static partial class WellFormed
{
    public static JsonElement Mend(JsonElement element, out bool mended)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        mended = false;
        if (Utf8.IsValid(raw) && raw.IndexOf(@"\ud"u8) < 0 && raw.IndexOf(@"\uD"u8) < 0) return element;

        var text = Encoding.UTF8.GetString(raw);
        var whole = Escapes().Replace(text, escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value);
        mended = !Utf8.IsValid(raw) || whole != text;
        return mended ? JsonElement.Parse(whole) : element;
    }

    [GeneratedRegex(@"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?<half>u[dD][89a-fA-F]..)|.)")]
    private static partial Regex Escapes();
}
