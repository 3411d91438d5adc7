using Attune.Models;

namespace Attune.Synthesis;

/// <summary>Counts while a dataset is made. Thread-safe.</summary>
internal sealed class GenerationTally(string model, int users, Action<GenerationProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly List<SetAside> _failed = [];
    private int _users;
    private int _made;
    private int _askedAgain;
    private int _setAside;
    private TokenUsage _usage = TokenUsage.None;
    private double? _usd = 0;

    public void Count(Artefact artefact) => Change(() =>
    {
        _made++;
        _askedAgain += artefact.Asks > 1 ? 1 : 0;
        _setAside += artefact.SetAside?.Count ?? 0;
        _usage += artefact.Usage;
        _usd += artefact.CostUsd;
    });

    public void Fail(SetAside failed) => Change(() => _failed.Add(failed));

    public void CountUser() => Change(() => _users++);

    public GenerationReport Report(string dataset, IReadOnlyDictionary<string, int> counts, IReadOnlyDictionary<string, int> setAside, TimeSpan took) => new()
    {
        Dataset = dataset,
        Model = model,
        Counts = counts,
        Made = _made,
        AskedAgain = _askedAgain,
        SetAside = setAside,
        Failed = _failed,
        Usage = _usage,
        CostUsd = _usd,
        Seconds = Math.Round(took.TotalSeconds, 3),
    };

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            progress?.Invoke(new(_users, users, _made, _setAside, _failed.Count));
        }
    }
}
