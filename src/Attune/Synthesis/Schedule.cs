namespace Attune.Synthesis;

/// <summary>When a user's conversations took place: near the event that they are about, on days that hang on the seed and the record's id.</summary>
internal sealed class Schedule(long seed, DateOnly until)
{
    /// <summary>Days after an event by which all of its conversations have taken place.</summary>
    public const int LongestAfter = 90;

    private const int ShortestBefore = 20;

    private const int LongestBefore = 120;

    private const int Soon = 14;

    /// <summary>A conversation about a milestone.</summary>
    public DateOnly OfLifeEvent(DateOnly date, string id) => Later(date, id, 0, Soon);

    /// <summary>A conversation that reveals a preference, after the event that it came from.</summary>
    /// <param name="date">Day of the event.</param>
    /// <param name="id">The session's id.</param>
    /// <param name="number">Which of the sessions after the event, from 0; each is later than the one before.</param>
    public DateOnly After(DateOnly date, string id, int number = 0) => Later(date, id, 1 + (number * Soon), Soon);

    /// <summary>A conversation before the event.</summary>
    /// <param name="date">Day of the event.</param>
    /// <param name="id">The session's id.</param>
    public DateOnly Before(DateOnly date, string id) => date.AddDays(-ShortestBefore - Random(id).Next(LongestBefore - ShortestBefore));

    private DateOnly Later(DateOnly date, string id, int from, int days)
    {
        var day = date.AddDays(from + Random(id).Next(days));
        return day > until ? until : day;
    }

    private KeyedRandom Random(string id) => new(seed, "date", id);
}
