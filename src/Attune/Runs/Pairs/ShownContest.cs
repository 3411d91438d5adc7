using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>A contest with all that people need to decide it, and all that is needed to log what they say.</summary>
internal sealed record ShownContest
{
    /// <summary>Derived from what is compared: the same contest has the same key in every round.</summary>
    public required string Key { get; init; }

    /// <summary>The condition under which contestant A answered.</summary>
    public required Condition A { get; init; }

    /// <summary>Likewise contestant B.</summary>
    public required Condition B { get; init; }

    /// <summary>The pair.</summary>
    public required string PairId { get; init; }

    /// <summary>How far its preferences are from each other; null where nobody says.</summary>
    public int? Distance { get; init; }

    /// <summary>Its two users, A first.</summary>
    public required IReadOnlyList<string> Users { get; init; }

    /// <summary>Identity of the four answers.</summary>
    public required string Answers { get; init; }

    /// <summary>The pair as contestant A answered it.</summary>
    public required AnsweredPair ByA { get; init; }

    /// <summary>The same as contestant B did.</summary>
    public required AnsweredPair ByB { get; init; }

    /// <summary>What one model said of these answers, in each order of the seats; empty where none was asked.</summary>
    public IReadOnlyList<ContestOpinion> Opinions { get; init => field = value ?? []; } = [];

    /// <summary>The model that is asked for an opinion where there is none and somebody wants one; null where none is.</summary>
    public string? Asks { get; init; }

    /// <summary>A person's verdict as the run logs it. Who decides it again in the same round decides the same record.</summary>
    /// <param name="round">The round.</param>
    /// <param name="person">Their name in it.</param>
    /// <param name="order">What they said of whom, and why.</param>
    public ContestRecord DecidedBy(string round, string person, ContestOrder order) => new()
    {
        Key = EvaluationKey.Of([Key, ContestRecord.People, round, person]),
        Evaluator = ContestRecord.People,
        Person = person,
        Round = round,
        A = A,
        B = B,
        PairId = PairId,
        Distance = Distance,
        Users = Users,
        Answers = Answers,
        Orders = [order],
        CostUsd = 0,
    };
}
