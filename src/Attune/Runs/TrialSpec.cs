using System.Security.Cryptography;
using System.Text;
using Attune.People;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>A trial to run: a condition, a user's preference, and the question that tests it.</summary>
internal sealed class TrialSpec(Condition condition, Preference preference, TaskQuestion question, IReadOnlyList<string> evidence)
{
    public string Key { get; } = KeyOf(condition, question.Query.Id, question.Form);

    public Condition Condition { get; } = condition;

    public Preference Preference { get; } = preference;

    public TaskQuestion Question { get; } = question;

    /// <summary>The preferences whose sessions are the evidence.</summary>
    public IReadOnlyList<string> Evidence { get; } = evidence;

    /// <summary>The key of the trial that asks a query in a form under a condition.</summary>
    public static string KeyOf(Condition condition, string queryId, string? form)
    {
        var fields = Condition.Fields.Select(f => condition[f]).Append(queryId).Append(form);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', fields))).AsSpan(0, 12));
    }
}
