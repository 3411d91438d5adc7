namespace Attune.Models.Caching;

/// <summary>What pruning did.</summary>
/// <param name="Removed">Answers that are gone.</param>
/// <param name="Left">Answers that are still there.</param>
/// <param name="BytesBefore">Size of the store before.</param>
/// <param name="BytesAfter">Size of the store after.</param>
public sealed record PrunedResponses(long Removed, long Left, long BytesBefore, long BytesAfter);
