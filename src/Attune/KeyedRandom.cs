using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attune;

/// <summary>
/// Random numbers that depend on a seed and on stable names alone, never on order, time, thread or library version
/// (SplitMix64, started from SHA-256 of the key). Not for secrets. Not thread-safe.
/// </summary>
public sealed class KeyedRandom
{
    private ulong _state;

    /// <summary>A stream of its own for each seed and sequence of names.</summary>
    public KeyedRandom(long seed, params ReadOnlySpan<string> names)
    {
        var key = new StringBuilder().Append(System.Globalization.CultureInfo.InvariantCulture, $"{seed}");
        foreach (var name in names) key.Append('\0').Append(name);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString()), digest);
        _state = BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>Uniform in [0, <paramref name="bound"/>).</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextBits(), (ulong)bound, out _);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The items in a uniformly random order (Fisher-Yates).</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    /// <summary>64 uniform bits, for telling names apart.</summary>
    internal ulong NextKey() => NextBits();

    private ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
