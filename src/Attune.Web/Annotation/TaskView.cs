namespace Attune.Web.Annotation;

/// <summary>A task as its annotator sees it.</summary>
public sealed record TaskView
{
    /// <summary>Of the task.</summary>
    public required string Id { get; init; }

    /// <summary>What a form that is sent from the page must carry.</summary>
    public required string Token { get; init; }

    /// <summary>What is judged.</summary>
    public required ItemView Item { get; init; }

    /// <summary>A comment that was begun.</summary>
    public required string Comment { get; init; }

    /// <summary>Milliseconds counted so far.</summary>
    public required long ActiveMs { get; init; }

    /// <summary>Whether a model's opinion can be asked for.</summary>
    public required bool OffersOpinion { get; init; }

    /// <summary>What they said, in words; null where the task is open.</summary>
    public string? Said { get; init; }

    internal static TaskView Of(RoundTask task, Round round, IRoundKind kind)
    {
        var withOpinions = round.Opinions == "on-request";
        var item = kind.Show(task.Body, task.IsSwapped, withOpinions && task.OpinionAt is not null);
        return new()
        {
            Id = task.Id,
            Token = task.Token,
            Item = item,
            Comment = task.Comment,
            ActiveMs = task.ActiveMs ?? 0,
            OffersOpinion = withOpinions && (item.HasOpinion || item.CanAsk) && task.OpinionAt is null,
            Said = task.Answer is { } answer ? kind.InWords(task.Body, kind.LabelOf(answer, task.IsSwapped), task.IsSwapped) : null,
        };
    }
}
