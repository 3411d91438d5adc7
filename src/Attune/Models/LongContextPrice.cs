namespace Attune.Models;

/// <summary>The dearer price of calls with a long input.</summary>
/// <param name="Above">It holds for a call with more input tokens than this, cached ones included, and for all of the call's tokens.</param>
/// <param name="Price">What they cost.</param>
public sealed record LongContextPrice(int Above, ModelPrice Price);
