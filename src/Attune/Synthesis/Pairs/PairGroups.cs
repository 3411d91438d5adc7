using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Pairs;

/// <summary>Which preferences make one user: five of different categories (InterPref 3.3.3), as many users as the preferences give. Hangs on the seed alone.</summary>
internal sealed class PairGroups
{
    /// <summary>How far ahead a preference is looked for that goes with the others.</summary>
    private const int LookAhead = 8;

    private PairGroups(IReadOnlyList<IReadOnlyList<Preference>> groups, int size, int categories, int leftOver) =>
        (Groups, Size, Categories, LeftOver) = (groups, size, categories, leftOver);

    public IReadOnlyList<IReadOnlyList<Preference>> Groups { get; }

    /// <summary>Preferences of each user: five, or the number of categories where there are fewer.</summary>
    public int Size { get; }

    public int Categories { get; }

    /// <summary>Preferences that find no user, because too few categories are left.</summary>
    public int LeftOver { get; }

    public static PairGroups Of(IReadOnlyList<Preference> preferences, long seed)
    {
        var random = new KeyedRandom(seed, "pair-groups");
        var categories = preferences.GroupBy(p => p.Topic.Field.Trim(), StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Queue<Preference>(random.Shuffle(g.OrderBy(p => p.Id, StringComparer.Ordinal)))).ToList();
        var size = Math.Min(InterPrefPlan.PreferencesOfUser, categories.Count);
        var groups = new List<IReadOnlyList<Preference>>();

        // The fullest categories first, or the rest could not be spread any more.
        while (size > 0 && categories.Count(c => c.Count > 0) >= size)
        {
            var group = new List<Preference>();
            foreach (var category in random.Shuffle(categories).OrderByDescending(c => c.Count).Take(size)) group.Add(Take(category, group));
            groups.Add(random.Shuffle(group));
        }

        return new(groups, size, categories.Count, categories.Sum(c => c.Count));
    }

    /// <summary>The next one that repeats and contradicts none of the others, or else the next one.</summary>
    private static Preference Take(Queue<Preference> category, List<Preference> others)
    {
        for (var looked = Math.Min(LookAhead, category.Count); looked > 0; looked--)
        {
            if (!others.Exists(o => Likeness.AreAlike(o.Text, category.Peek().Text) || Likeness.Contradiction(o.Facets, category.Peek().Facets) is not null)) break;
            category.Enqueue(category.Dequeue());
        }

        return category.Dequeue();
    }
}
