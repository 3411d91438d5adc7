using Attune.Models;
using Attune.Prompts;
using Attune.Tokens;

namespace Attune.Synthesis;

/// <summary>The model that a plan names, and the prompts that it is asked with.</summary>
internal sealed record Workbench(ChatModel Model, PromptLibrary Prompts, MessageTokens Tokens)
{
    /// <summary>Checks what can be checked before the first call.</summary>
    /// <param name="plan">Names model and prompts.</param>
    /// <param name="options">What it may cost, and what is to be made anew.</param>
    /// <param name="resolve">Makes a model of its name; null means the embedded models.</param>
    /// <param name="stages">What <c>--redo</c> may name, besides single artefacts.</param>
    /// <exception cref="BadInputException">A stage, the model or the prompts are not there, or the budget cannot be kept.</exception>
    public static Workbench For(IMakingPlan plan, GenerationOptions options, Func<ModelName, MessageTokens, ChatModel>? resolve, IReadOnlyList<string> stages)
    {
        foreach (var name in options.Redo.Where(r => !r.Any(char.IsAsciiDigit)).Except(stages))
            throw new BadInputException($"--redo {name}", "is no stage", "Use " + string.Join(", ", stages));
        var prompts = plan.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        var tokens = new MessageTokens(Tokenizer.Default);
        var model = (resolve ?? EmbeddedModels.Create)(ModelName.Parse(plan.Model), tokens);
        if (options.MaxCost is not null && model.Price is null)
            throw new BadInputException("--max-cost", $"cannot be kept: the price of model '{model.Name}' is not known", "Give its price in models.yaml, or use --max-tokens");
        return new(model, prompts, tokens);
    }
}
