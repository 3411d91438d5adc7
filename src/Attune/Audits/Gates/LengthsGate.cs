using Attune.Conversations;
using Attune.Histories;
using Attune.Tokens;

namespace Attune.Audits.Gates;

/// <summary>Whether context plans come to the lengths of RealPref's Table 2 on this dataset.</summary>
internal sealed class LengthsGate() : Gate(Title)
{
    public const string Title = "lengths";

    /// <summary>Tokens, as Table 2 prints them: in thousands.</summary>
    private static readonly Dictionary<string, double> Table2 = new(StringComparer.Ordinal)
    {
        ["simple"] = 2_000,
        ["normal"] = 37_000,
        ["long"] = 72_000,
        ["very-long"] = 142_000,
        ["extended"] = 142_000,
        ["extreme"] = 247_000,
    };

    private const double Tolerance = 0.05;

    /// <summary>What rounding to thousands hides.</summary>
    private const double Rounding = 500;

    public override Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken)
    {
        var dataset = subject.Dataset;
        if (dataset.RandomSessions.Count == 0) return NotApplicable("there is no random conversation");
        if (Conversations.Expressions.RealPref.Except(dataset.Expressions).Any()) return NotApplicable("the dataset has not RealPref's four expressions");
        var tokens = new MessageTokens(Tokenizer.Default);
        var histories = new HistoryBuilder(new(dataset.RandomSessions, tokens, subject.Seed), tokens, subject.Seed);
        var lengths = Table2.Keys.ToDictionary(name => name, _ => new List<(string User, double Tokens)>());
        var rounds = Table2.Keys.ToDictionary(name => name, _ => 0);
        foreach (var (user, sessions) in subject.Users(Title, cancellationToken))
        {
            List<Transcript> own = [.. sessions.Select(s => new Transcript(s))];
            var plain = Conversations.Expressions.RealPref.Average(e => Build(e, "simple").Tokens);
            foreach (var plan in Table2.Keys)
            {
                // Which random conversations a plan adds does not hang on the expression.
                var history = Build(Conversations.Expressions.Direct, plan);
                lengths[plan].Add((user.Id, plain + history.Tokens - Build(Conversations.Expressions.Direct, "simple").Tokens));
                rounds[plan] = Math.Max(rounds[plan], history.PoolRounds);
            }

            History Build(string expression, string plan) => histories.Build(user.Id, own, expression, ContextPlan.Parse(plan));
        }

        return Task.FromResult<IReadOnlyList<AuditCheck>>([.. Table2.Select(t => Check(subject, t.Key, t.Value, lengths[t.Key], rounds[t.Key]))]);

        static Task<IReadOnlyList<AuditCheck>> NotApplicable(string reason) => Task.FromResult<IReadOnlyList<AuditCheck>>([AuditCheck.NotApplicable("context plans", reason)]);
    }

    private static AuditCheck Check(AuditSubject subject, string plan, double printed, List<(string User, double Tokens)> lengths, int rounds)
    {
        var mean = subject.Mean(lengths, 0, double.MaxValue)!;
        var away = Math.Max(Tolerance * printed, Rounding);
        return AuditCheck.Measured($"tokens of {plan}", mean, rounds > 1 ? $"the random pool is too small: conversations come up to {rounds} times in a history" : null) with
        {
            AtLeast = printed - away,
            AtMost = printed + away,
            Verdict = Math.Abs(mean.Mean - printed) > away ? GateVerdict.Fail : GateVerdict.Pass,
        };
    }
}
