namespace Attune.Web.ModelServer;

/// <summary>How long an answer takes from the arrival of its request: a fixed time, or one drawn uniformly from a range.</summary>
/// <param name="Shortest">The shortest time.</param>
/// <param name="Longest">The longest time, at least <paramref name="Shortest"/>.</param>
public readonly record struct Latency(TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>Reads <c>1s</c> or <c>200ms-400ms</c>.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static Latency Parse(string text)
    {
        var ends = text.Split('-', 2);
        var shortest = Quantity.Duration(ends[0], "--latency");
        var longest = ends.Length == 2 ? Quantity.Duration(ends[1], "--latency") : shortest;
        return longest >= shortest
            ? new(shortest, longest)
            : throw new BadInputException($"--latency {text}", "ends before it begins", "Put the shorter time first, like 200ms-400ms");
    }

    /// <summary>The time of one request, the same for the same seed and request.</summary>
    internal TimeSpan Of(long seed, string request) =>
        Longest == Shortest ? Shortest : Shortest + (Longest - Shortest) * new KeyedRandom(seed, "latency", request).NextDouble();
}
