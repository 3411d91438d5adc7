using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Attune.Datasets.Importing;

/// <summary>
/// The values of a JSON array, or of JSON values one after the other, one in memory at a time. Whatever stands whole before a break is
/// given before the break is told, however much of the file was read at once.
/// </summary>
internal sealed class JsonValues : IDisposable
{
    private const int FirstLength = 1 << 18;

    /// <summary>No conversation comes near it, and a hostile file must not fill the memory.</summary>
    private const int LongestValue = 1 << 30;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int _start;
    private int _end;
    private bool _isLast;
    private long _lines;
    private ExceptionDispatchInfo? _failure;

    private JsonValues(Stream stream) => _stream = stream;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The values in order. Lazy; the stream stays open.</summary>
    /// <param name="stream">UTF-8, with or without a mark.</param>
    /// <param name="isArray">Whether it must be one array; else values follow each other.</param>
    /// <exception cref="JsonException">It is broken or breaks off; the line is that of the break, from 0.</exception>
    public static IEnumerable<JsonElement> Read(Stream stream, bool isArray)
    {
        using var values = new JsonValues(stream);
        values.SkipMark();
        if (isArray) values.Take((byte)'[');
        var count = 0;
        while (values.HasNext(isArray, count))
        {
            yield return values.Next();
            count++;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void SkipMark()
    {
        Fill();
        if (Unread.StartsWith("\uFEFF"u8)) _start += 3;
    }

    /// <summary>Goes to where the next value begins; false behind the last one.</summary>
    private bool HasNext(bool isArray, int before)
    {
        var next = Peek();
        if (!isArray) return next is not null;
        if (next == ']')
        {
            Take((byte)']');
            return Peek() is null ? false : throw Broken("More follows the array.");
        }

        if (before == 0) return true;
        Take((byte)',');
        return true;
    }

    private JsonElement Next()
    {
        Peek();
        while (true)
        {
            if (Parse() is { } value) return value;
            Fill();
        }
    }

    /// <summary>Null where the value goes on behind what was read.</summary>
    private JsonElement? Parse()
    {
        var reader = new Utf8JsonReader(Unread, _isLast, default);
        try
        {
            if (!JsonElement.TryParseValue(ref reader, out var value)) return _isLast ? throw Broken("The file ends within a value.") : null;
            Skip((int)reader.BytesConsumed);
            return value;
        }
        catch (JsonException e)
        {
            throw new JsonException(e.Message, e.Path, _lines + (e.LineNumber ?? 0), e.BytePositionInLine, e);
        }
    }

    private void Take(byte mark)
    {
        if (Peek() != mark) throw Broken($"'{(char)mark}' is missing.");
        Skip(1);
    }

    /// <summary>The next byte that is no white space; null at the end.</summary>
    private byte? Peek()
    {
        while (true)
        {
            var found = Unread.IndexOfAnyExcept(" \t\r\n"u8);
            if (found >= 0)
            {
                Skip(found);
                return _buffer[_start];
            }

            Skip(_end - _start);
            if (_isLast) return null;
            Fill();
        }
    }

    private void Skip(int bytes)
    {
        _lines += Unread[..bytes].Count((byte)'\n');
        _start += bytes;
    }

    /// <summary>Reads on until the buffer is full. It at least doubles what is unread, so that a long value is not gone through too often.</summary>
    private void Fill()
    {
        var unread = _end - _start;
        if (unread > LongestValue / 2) throw new JsonException("A value is longer than can be read.", null, _lines, null);
        var target = unread > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(unread * 2) : _buffer;
        Unread.CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (target, 0, unread);
        Append();
    }

    /// <summary>A stream that fails, as a compressed file that breaks off does, first gives what it gave before.</summary>
    private void Append()
    {
        _failure?.Throw();
        var before = _end;
        try
        {
            while (_end < _buffer.Length && !_isLast)
            {
                var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
                _isLast = read == 0;
                _end += read;
            }
        }
        catch (Exception e) when (_end > before && e is (IOException or InvalidDataException))
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    private JsonException Broken(string message) => new(message, null, _lines, null);
}
