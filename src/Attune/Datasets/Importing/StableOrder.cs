using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Datasets.Importing;

/// <summary>A shuffle that depends on an id alone: the same on every machine, in every version, whatever else is imported.</summary>
internal static class StableOrder
{
    /// <summary>The indices from 0 to <paramref name="count"/> - 1, in the order of the SHA-256 of id and index.</summary>
    public static int[] Of(string id, int count) => [.. Enumerable.Range(0, count).OrderBy(index => Key(id, index))];

    private static ulong Key(string id, int index) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}#{index}")));
}
