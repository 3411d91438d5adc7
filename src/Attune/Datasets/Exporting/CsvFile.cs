using System.Text;

namespace Attune.Datasets.Exporting;

/// <summary>
/// A CSV file as RFC 4180 describes it, UTF-8, LF. A cell that a spreadsheet would take for a formula gets an apostrophe in front: the
/// text may come from anywhere, and opening a table must not run it.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private readonly StreamWriter _writer;

    public CsvFile(Stream stream, params IEnumerable<string> header)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        WriteCells(header);
    }

    public int Rows { get; private set; }

    /// <summary>Adds a row; null is an empty cell.</summary>
    public void Write(params IEnumerable<string?> cells)
    {
        WriteCells(cells);
        Rows++;
    }

    public void Dispose() => _writer.Dispose();

    private void WriteCells(IEnumerable<string?> cells) => _writer.WriteLine(string.Join(',', cells.Select(c => Cell(c ?? ""))));

    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
