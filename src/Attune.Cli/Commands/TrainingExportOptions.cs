using System.CommandLine;
using System.Globalization;
using Attune.Datasets.Parts;
using Attune.Runs;
using Attune.Training;

namespace Attune.Cli.Commands;

/// <summary>What <c>export sft</c> and <c>export dpo</c> take.</summary>
internal sealed class TrainingExportOptions
{
    private const string Passed = "passed";

    private readonly Argument<string> _run = new("run") { Description = "A run folder, or its name in ./runs." };
    private readonly Option<string> _out = DatasetCommand.Out("The file to train on. Other parts and the card go beside it.");
    private readonly Option<string> _method = new("--method") { Description = "Whose answers are learned.", DefaultValueFactory = _ => new TrainingOptions().Method };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model that gave them, where the run has several." };
    private readonly Option<string> _format = new("--format", "-f") { DefaultValueFactory = _ => Word.Of(TrainingFormat.Trl) };
    private readonly Option<string?> _only = new("--only") { Description = "passed: only answers of pairs that passed, by every evaluator." };
    private readonly Option<string?> _split = new("--split") { Description = "Hold a part out, as test=0.2; the rest is trained on. No topic and no user is on both sides." };
    private readonly Option<string?> _parts = new("--parts", "-p") { Description = "The same with all shares: train=0.8,valid=0.1,test=0.1." };
    private readonly Option<long> _seed = new("--seed") { Description = "Of the split. Same run and seed: same bytes. Default: 0." };
    private readonly Option<string> _onLeak = new("--on-leak") { Description = "Where something held out would be in the training file: fail, saying what, or drop, leaving those conversations out.", DefaultValueFactory = _ => Word.Of(LeakAction.Fail) };
    private readonly Option<string?> _heldOut = new("--held-out") { Description = "A folder to make of the held-out parts, each a dataset to run the tuned model on." };
    private readonly Option<string?> _dataset = new("--dataset", "-d") { Description = "Where the run's dataset stands now, if it has moved." };
    private readonly Option<string> _rejected = new("--rejected") { Description = "The worse answer. other-side: the one for the other user of the pair. bare: the same model's without a method.", DefaultValueFactory = _ => Word.Of(RejectedAnswer.OtherSide) };
    private readonly Option<bool> _json = RunCommand.Json();
    private readonly bool _isPreference;

    public TrainingExportOptions(bool isPreference)
    {
        _isPreference = isPreference;
        _format.Description = isPreference
            ? "trl (prompt, chosen, rejected) or openai (input, preferred_output, non_preferred_output)."
            : "trl (messages), prompt-completion (TRL, only the answer is learned) or openai (messages; the history's replies have weight 0).";
        _format.AcceptOnlyFromAmong(isPreference ? ["trl", "openai"] : ["trl", "prompt-completion", "openai"]);
        _only.AcceptOnlyFromAmong(Passed);
        _onLeak.AcceptOnlyFromAmong([.. Word.All<LeakAction>()]);
        _rejected.AcceptOnlyFromAmong([.. Word.All<RejectedAnswer>()]);
    }

    public void AddTo(Command command)
    {
        command.Add(_run);
        foreach (var option in (Option[])[_out, _method, _model, _format, _only, _split, _parts, _seed, _onLeak, _heldOut, _dataset, _json]) command.Add(option);
        if (_isPreference) command.Add(_rejected);
    }

    public RunFolder Run(ParseResult parsed) => RunFolder.Open(parsed.GetRequiredValue(_run));

    public string File(ParseResult parsed) => parsed.GetRequiredValue(_out);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <exception cref="BadInputException">The parts cannot be read.</exception>
    public TrainingOptions Read(ParseResult parsed) => new()
    {
        Method = parsed.GetRequiredValue(_method),
        Model = parsed.GetValue(_model),
        Format = Word.Parse<TrainingFormat>(parsed.GetRequiredValue(_format), "--format"),
        OnlyPassed = parsed.GetValue(_only) == Passed,
        Parts = Parts(parsed.GetValue(_split), parsed.GetValue(_parts)),
        Seed = parsed.GetValue(_seed),
        OnLeak = Word.Parse<LeakAction>(parsed.GetRequiredValue(_onLeak), "--on-leak"),
        HeldOut = parsed.GetValue(_heldOut),
        Dataset = parsed.GetValue(_dataset),
        Rejected = _isPreference ? Word.Parse<RejectedAnswer>(parsed.GetRequiredValue(_rejected), "--rejected") : default,
    };

    private static IReadOnlyList<SplitPart>? Parts(string? split, string? parts)
    {
        if (split is not null && parts is not null) throw new BadInputException("--split", "does not go with --parts", "Give one of them");
        if (parts is not null) return SplitPart.Parse(parts);
        if (split is null) return null;
        return split.Split('=') is [_, var share] && double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var held) && held is > 0 and < 1
            ? SplitPart.Parse(string.Create(CultureInfo.InvariantCulture, $"{TrainingOptions.TrainPart}={1 - (decimal)held},{split}"))
            : throw new BadInputException($"--split {split}", "is no name and share", "Write it as test=0.2");
    }
}
