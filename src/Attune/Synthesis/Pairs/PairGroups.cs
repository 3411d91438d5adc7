using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Pairs;

/// <summary>Which preferences make one user: five of different categories (InterPref 3.3.3), as many users as the preferences give. Hangs on the seed alone.</summary>
internal sealed class PairGroups
{
    /// <summary>How far ahead a preference is looked for that goes with the others.</summary>
    private const int LookAhead = 64;

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

        while (size > 0 && categories.Count(c => c.Count > 0) >= size)
            groups.Add(random.Shuffle(Group([.. random.Shuffle(categories.Where(c => c.Count > 0)).OrderByDescending(c => c.Count)], size)));

        return new(groups, size, categories.Count, categories.Sum(c => c.Count));
    }

    /// <summary>One of each category, the fullest first, or the rest could not be spread any more; where none of a category goes with the others, another category's.</summary>
    private static List<Preference> Group(List<Queue<Preference>> categories, int size)
    {
        var group = new List<Preference>();
        var passedOver = new Queue<Queue<Preference>>();
        foreach (var category in categories)
        {
            if (group.Count == size) break;
            if (Fitting(category, group)) group.Add(category.Dequeue());
            else passedOver.Enqueue(category);
        }

        while (group.Count < size) group.Add(passedOver.Dequeue().Dequeue());
        return group;
    }

    /// <summary>Brings to the front of a category the next one that repeats and contradicts none of the others.</summary>
    /// <returns>False where none of those looked at does.</returns>
    private static bool Fitting(Queue<Preference> category, List<Preference> others)
    {
        for (var looked = Math.Min(LookAhead, category.Count); looked > 0; looked--)
        {
            if (!others.Exists(o => Likeness.AreAlike(o.Text, category.Peek().Text) || Likeness.Contradiction(o.Facets, category.Peek().Facets) is not null)) return true;
            category.Enqueue(category.Dequeue());
        }

        return false;
    }
}
