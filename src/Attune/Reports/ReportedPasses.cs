using Attune.Judging;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>A pass rate in full.</summary>
public sealed record ReportedPasses
{
    /// <summary>Share of passed pairs among those with four readable orders; null where there is none.</summary>
    public required Estimate? Rate { get; init; }

    /// <summary>All pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs matched in all four orders.</summary>
    public required int Passed { get; init; }

    /// <summary>Pairs with four readable orders that were not.</summary>
    public required int Failed { get; init; }

    /// <summary>Pairs whose two answers are the same text: each counts 1/16, what guessing passes.</summary>
    public required int Alike { get; init; }

    /// <summary>Pairs with an order that cannot be read: they are in no rate.</summary>
    public required int Unread { get; init; }

    /// <summary>The share of all pairs if every order that cannot be read were wrong.</summary>
    public required double? IfUnreadWrong { get; init; }

    /// <summary>The share of all pairs if every order that cannot be read were right.</summary>
    public required double? IfUnreadRight { get; init; }

    /// <summary>Each of the four orders alone.</summary>
    public required IReadOnlyList<ReportedOrder> Orders { get; init; }

    /// <summary>Share of readable orders in which the answer shown first went to the preference shown first: 0.5 is free of position bias.</summary>
    public required Estimate? NamedFirst { get; init; }

    /// <summary>Orders by what became of them.</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    internal static ReportedPasses Of(PassRate rate) => new()
    {
        Rate = rate.Rate,
        Pairs = rate.Pairs,
        Passed = rate.Passed,
        Failed = rate.Failed,
        Alike = rate.Alike,
        Unread = rate.Unread,
        IfUnreadWrong = rate.IfUnreadWrong?.Mean,
        IfUnreadRight = rate.IfUnreadRight?.Mean,
        Orders = [.. rate.Orders.Select(o => new ReportedOrder(o.Order.PreferencesSwapped, o.Order.AnswersSwapped, o.Right, o.Unread))],
        NamedFirst = rate.NamedFirst,
        States = rate.States.ToDictionary(s => Word.Of(s.Key), s => s.Value),
    };
}
