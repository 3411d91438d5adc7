using System.CommandLine;
using System.Globalization;
using Attune.Audits;
using Attune.Runs;
using Attune.Synthesis;

namespace Attune.Cli.Commands;

/// <summary>The options that say what a run may cost.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<double?> _maxCost = new("--max-cost") { Description = "US dollars that the run may cost, all sessions on its folder together. Then it stops, resumably." };
    private readonly Option<long?> _maxTokens = new("--max-tokens") { Description = "Input and output tokens that the run may use at endpoints, all sessions on its folder together. Then it stops, resumably." };

    public void AddTo(Command command)
    {
        _maxCost.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && double.TryParse(text, CultureInfo.InvariantCulture, out var usd) && !double.IsFinite(usd))
                result.AddError("--max-cost takes a number of US dollars, like 12.50; leave it out for a run without a limit.");
        });
        command.Add(_maxCost);
        command.Add(_maxTokens);
    }

    /// <summary>The options with the budget in them.</summary>
    public RunOptions Read(ParseResult parsed, RunOptions options)
    {
        options.MaxCost = parsed.GetValue(_maxCost);
        options.MaxTokens = parsed.GetValue(_maxTokens);
        return options;
    }

    /// <summary>The options with the budget in them.</summary>
    public GenerationOptions ReadFor(ParseResult parsed, GenerationOptions options)
    {
        options.MaxCost = parsed.GetValue(_maxCost);
        options.MaxTokens = parsed.GetValue(_maxTokens);
        return options;
    }

    /// <summary>The options with the budget in them.</summary>
    public AuditOptions ReadForAudit(ParseResult parsed, AuditOptions options)
    {
        options.MaxCost = parsed.GetValue(_maxCost);
        options.MaxTokens = parsed.GetValue(_maxTokens);
        return options;
    }
}
