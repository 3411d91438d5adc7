using Attune.Tasks;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>Makes the calls before the last one, and keeps what they came to. For one answer.</summary>
/// <param name="model">Who is asked.</param>
/// <param name="options">As for the answer; steps are asked for plain text and call no tools.</param>
internal sealed class StepCalls(IChatClient model, ChatOptions? options)
{
    private readonly List<MethodStep> _steps = [];
    private readonly UsageDetails _usage = new();
    private bool _untold;

    public IReadOnlyList<MethodStep> Steps => _steps;

    /// <summary>Tokens of the calls so far; null where a call did not say.</summary>
    public UsageDetails? Usage => _untold ? null : _usage;

    /// <summary>Asks for a text.</summary>
    public async Task<MethodStep> AskAsync(string name, IReadOnlyList<ChatMessage> prompt, CancellationToken cancellationToken) =>
        Keep(new(name, await TextAsync(prompt, cancellationToken).ConfigureAwait(false)));

    /// <summary>Asks for a list.</summary>
    /// <param name="name">The step.</param>
    /// <param name="prompt">What to ask.</param>
    /// <param name="numbered">What a number in the list stands for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<MethodStep> AskListAsync(string name, IReadOnlyList<ChatMessage> prompt, IReadOnlyList<string> numbered, CancellationToken cancellationToken)
    {
        var text = await TextAsync(prompt, cancellationToken).ConfigureAwait(false);
        return Keep(new(name, text) { Items = StepItems.Read(text, numbered) });
    }

    /// <summary>Tokens of the calls so far and of the last one; null where any did not say.</summary>
    public UsageDetails? With(UsageDetails? last)
    {
        if (last is null || _untold) return null;
        var sum = new UsageDetails();
        sum.Add(_usage);
        sum.Add(last);
        return sum;
    }

    private async Task<string> TextAsync(IReadOnlyList<ChatMessage> prompt, CancellationToken cancellationToken)
    {
        var response = await model.GetResponseAsync(prompt, ForStep(options), cancellationToken).ConfigureAwait(false);
        if (response.Usage is null) _untold = true;
        else _usage.Add(response.Usage);
        return Reasoning.Without(response.Text).Trim();
    }

    private MethodStep Keep(MethodStep step)
    {
        _steps.Add(step);
        return step;
    }

    /// <summary>Tools stay named, as they stand at the beginning of what an endpoint caches.</summary>
    private static ChatOptions? ForStep(ChatOptions? options)
    {
        if (options is null or { ResponseFormat: null, Tools: null or { Count: 0 } }) return options;
        var plain = options.Clone();
        plain.ResponseFormat = null;
        if (plain.Tools is { Count: > 0 }) plain.ToolMode = ChatToolMode.None;
        return plain;
    }
}
