using Attune.Conversations;
using Attune.Tokens;

namespace Attune.Histories;

/// <summary>Lays histories out (RealPref 3.4). Thread-safe; same seed and dataset, same history.</summary>
internal sealed class HistoryBuilder(RandomPool pool, MessageTokens tokens, long seed)
{
    /// <summary>The history of one user in one expression under one plan.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="own">All of the user's sessions as transcripts, in file order.</param>
    /// <param name="expression">Preference sessions of other expressions are left out.</param>
    /// <param name="plan">How much random conversation to add.</param>
    public History Build(string userId, IReadOnlyList<Transcript> own, string expression, ContextPlan plan) =>
        Around(userId, InOrder(own.Where(t => t.Session.Kind != SessionKind.Preference || t.Session.Expression == expression)), expression, plan);

    /// <summary>A history with these sessions in this order, and the plan's random conversation around them; random sessions among them are not drawn again.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="given">Its sessions, oldest first.</param>
    /// <param name="expression">What to call the way in which preferences are revealed in it.</param>
    /// <param name="plan">How much random conversation to add.</param>
    public History Around(string userId, IReadOnlyList<Transcript> given, string expression, ContextPlan plan)
    {
        var alreadyThere = given.Where(t => t.Session.Kind == SessionKind.Random).Select(t => t.Session.Id).ToHashSet(StringComparer.Ordinal);
        using var draw = pool.Draw(userId, plan.InFileOrder, alreadyThere).GetEnumerator();
        var rounds = 0;
        var interval = TakeTokens(draw, plan.IntervalTokens, ref rounds);
        var tail = TakeTokens(draw, plan.TailTokens, ref rounds);
        tail.AddRange(TakeTurns(draw, plan.TailTurns, ref rounds));

        IReadOnlyList<Transcript> laidOut = [.. Interleave(userId, given, interval), .. tail];
        return new History(userId, expression, plan, laidOut, laidOut.Sum(Tokens), rounds);
    }

    /// <summary>By date; undated sessions first; sessions of one preference keep their own order in the places that their dates give them.</summary>
    private static Transcript[] InOrder(IEnumerable<Transcript> sessions)
    {
        var inFileOrder = sessions.ToList();
        Transcript[] ordered = [.. inFileOrder.OrderBy(t => t.Session.Date ?? DateOnly.MinValue)];
        foreach (var group in inFileOrder.Where(t => t.Session.PreferenceId is not null).GroupBy(t => t.Session.PreferenceId!))
        {
            var own = group.ToHashSet();
            if (own.Count < 2) continue;
            var places = Enumerable.Range(0, ordered.Length).Where(i => own.Contains(ordered[i])).ToList();
            foreach (var (place, transcript) in places.Zip(group)) ordered[place] = transcript;
        }

        return ordered;
    }

    /// <summary>Puts each random session into a gap of its own choosing: before the first session or between two.</summary>
    private IEnumerable<Transcript> Interleave(string userId, IReadOnlyList<Transcript> own, List<Transcript> random)
    {
        var gaps = Math.Max(own.Count, 1);
        var byGap = random.Select((transcript, i) => (transcript, Gap: Gap(userId, transcript, i, gaps))).ToLookup(r => r.Gap, r => r.transcript);
        for (var i = 0; i < gaps; i++)
        {
            foreach (var transcript in byGap[i]) yield return transcript;
            if (i < own.Count) yield return own[i];
        }
    }

    private int Gap(string userId, Transcript transcript, int place, int gaps) =>
        new KeyedRandom(seed, "gap", userId, transcript.Session.Id, place.ToString(System.Globalization.CultureInfo.InvariantCulture)).Next(gaps);

    private List<Transcript> TakeTokens(IEnumerator<(Transcript Transcript, int Round)> draw, int budget, ref int rounds)
    {
        var taken = new List<Transcript>();
        for (long sum = 0; sum < budget && draw.MoveNext(); sum += Tokens(draw.Current.Transcript))
        {
            taken.Add(draw.Current.Transcript);
            rounds = draw.Current.Round + 1;
        }

        return taken;
    }

    private static List<Transcript> TakeTurns(IEnumerator<(Transcript Transcript, int Round)> draw, int turns, ref int rounds)
    {
        var taken = new List<Transcript>();
        for (var left = turns; left > 0 && draw.MoveNext(); left -= draw.Current.Transcript.Turns)
        {
            taken.Add(draw.Current.Transcript.Take(left));
            rounds = draw.Current.Round + 1;
        }

        return taken;
    }

    private long Tokens(Transcript transcript) => tokens.Count(transcript.Messages);
}
