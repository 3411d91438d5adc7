namespace Attune.Web.Annotation;

/// <summary>An item with all that was said of it.</summary>
internal sealed record JudgedItem
{
    public required string Id { get; init; }

    /// <summary>From 0.</summary>
    public required long Place { get; init; }

    /// <summary>A model's label; null where none said anything.</summary>
    public string? ModelSays { get; init; }

    /// <summary>The annotators' answers; at least one, or there is a decision.</summary>
    public required IReadOnlyList<AnswerRow> Answers { get; init; }

    /// <summary>What its owner settled; null where they did not.</summary>
    public AnswerRow? Decision { get; init; }

    /// <summary>The annotators' labels.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The decision's label, or what the annotators' come to; null where that is nothing.</summary>
    public string? Label { get; init; }

    /// <summary>What counts where the item is used: the decision alone, or every answer.</summary>
    public IReadOnlyList<AnswerRow> Counted => Decision is { } decision ? [decision] : Answers;

    /// <summary>Whether annotators say different things.</summary>
    public bool IsDisputed => Labels.Distinct().Count() > 1;

    /// <summary>Answers and decisions, item by item.</summary>
    public static IReadOnlyList<JudgedItem> Of(IRoundKind kind, IEnumerable<AnswerRow> answers, IEnumerable<AnswerRow> decisions)
    {
        var decided = decisions.ToDictionary(d => d.ItemId, StringComparer.Ordinal);
        var answered = answers.GroupBy(a => a.ItemId).Select(g => Of(kind, g.First(), [.. g], decided.GetValueOrDefault(g.Key))).ToList();
        var known = answered.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        return [.. answered.Concat(decided.Values.Where(d => !known.Contains(d.ItemId)).Select(d => Of(kind, d, [], d))).OrderBy(i => i.Place)];
    }

    private static JudgedItem Of(IRoundKind kind, AnswerRow first, IReadOnlyList<AnswerRow> answers, AnswerRow? decision)
    {
        List<string> labels = [.. answers.Select(a => a.LabelBy(kind))];
        return new()
        {
            Id = first.ItemId,
            Place = first.Place,
            ModelSays = first.ModelSays,
            Answers = answers,
            Decision = decision,
            Labels = labels,
            Label = decision?.LabelBy(kind) ?? kind.Settle(labels),
        };
    }
}
