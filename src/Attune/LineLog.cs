namespace Attune;

/// <summary>An append-only file of lines. Each goes to the file whole, in one write; a torn last line is cut off when the file is opened again. Thread-safe.</summary>
internal sealed class LineLog : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _writing = new();
    private BadInputException? _refusal;

    /// <summary>Opens a file in a folder that the caller holds.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public LineLog(string path)
    {
        _file = Disk.Guard(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        Disk.Guard(path, CutTornLine);
    }

    /// <summary>The file.</summary>
    public string Path => _file.Name;

    /// <summary>Bytes written.</summary>
    public long Length => _file.Length;

    /// <summary>Writes a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <returns>Where it begins, in bytes.</returns>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public long Append(byte[] line)
    {
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_writing)
        {
            // A refused write may have left half a line, and nothing must come after that.
            if (_refusal is not null) throw _refusal;
            var offset = _file.Position;
            try
            {
                Disk.Guard(_file.Name, () => _file.Write(line));
            }
            catch (BadInputException e)
            {
                _refusal = e;
                throw;
            }

            return offset;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void CutTornLine()
    {
        var end = _file.Length;
        var one = new byte[1];
        for (; end > 0; end--)
        {
            _file.Position = end - 1;
            _file.ReadExactly(one);
            if (one[0] == '\n') break;
        }

        if (end < _file.Length) _file.SetLength(end);
        _file.Position = end;
    }
}
