using System.Globalization;
using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets.Exporting;
using Attune.Runs;

namespace Attune.Training;

/// <summary>One export, from run folder to files. Holds one conversation at a time.</summary>
internal sealed class TrainingExport
{
    private readonly RunFolder _run;
    private readonly string _file;
    private readonly TrainingOptions _options;
    private readonly bool _isPreference;

    /// <exception cref="BadInputException">The options do not go together.</exception>
    public TrainingExport(RunFolder run, string file, TrainingOptions options, bool isPreference)
    {
        (_run, _file, _options, _isPreference) = (run, file, options, isPreference);
        if (isPreference && options.Format == TrainingFormat.PromptCompletion)
            throw new BadInputException($"--format {Word.Of(options.Format)}", "has no place for a worse answer", $"Use {Word.Of(TrainingFormat.Trl)} or {Word.Of(TrainingFormat.Openai)}");
        if (options.HeldOut is not null && options.Parts is null) throw new BadInputException("--held-out", "has nothing to hold out", "Say --split or --parts too");
        if (options.Parts is { } parts && (parts.Count < 2 || parts.All(p => p.Name != TrainingOptions.TrainPart)))
            throw new BadInputException("--parts", $"need two parts or more, one of them '{TrainingOptions.TrainPart}'", "Write them as train=0.8,test=0.2");
    }

    public TrainingCard Write(CancellationToken cancellationToken)
    {
        using var card = new AsideFile(TrainingCard.PathOf(_file));
        using var heldOut = _options.HeldOut is { } folder ? new HeldOutDataset(folder) : null;
        var source = new RunSource(_run, _options.Dataset);
        var selection = new ExampleSelection(source, _options);
        var examples = _isPreference ? selection.ForPairs() : selection.ForAnswers();
        if (examples.Count == 0) throw Nothing(selection.LeftOut);
        var division = ExampleDivision.Of(examples, source.Dataset, _options.Parts, _options.Seed);
        IReadOnlyList<(string Name, IReadOnlyList<Example> Examples)> ordered = [.. division.Parts.OrderBy(p => p.Name != TrainingOptions.TrainPart)];
        var files = new List<AsideFile>();
        try
        {
            foreach (var (name, _) in ordered) files.Add(new(FileOf(name)));
            var parts = ordered.Zip(files, (p, f) => new PartWriter(source, _options.Format, f, selection.LeftOut).Write(p.Name, p.Examples, cancellationToken)).ToList();
            if (parts[0].Part.Conversations == 0) throw Nothing(selection.LeftOut);
            if (division.LeftOut > 0) selection.LeftOut.Add("user in one part and topic in another", division.LeftOut);
            var leaks = Search(source, ordered, parts, files[0], selection.LeftOut, cancellationToken);
            var written = CardOf(source, selection, division, parts, leaks);
            using (var stream = card.Create())
            {
                JsonSerializer.Serialize(stream, written, AttuneJson.Indented.TrainingCard);
                stream.Write("\n"u8);
            }

            foreach (var part in parts.Skip(1)) heldOut?.Add(source.Dataset, part.Part, cancellationToken);
            foreach (var file in files) file.Commit();
            heldOut?.Commit();
            card.Commit();
            return written;
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    /// <summary>The file that is trained on has the name that was given; <c>sft.jsonl</c>'s test part is <c>sft.test.jsonl</c>.</summary>
    private string FileOf(string part) => part == TrainingOptions.TrainPart
        ? _file
        : Path.Combine(Path.GetDirectoryName(_file) ?? "", $"{Path.GetFileNameWithoutExtension(_file)}.{part}{Path.GetExtension(_file)}");

    /// <summary>Searches the training file, and writes it again without what may not be in it where that is wanted.</summary>
    private LeakReport? Search(
        RunSource source, IReadOnlyList<(string Name, IReadOnlyList<Example> Examples)> parts, List<WrittenPart> written, AsideFile train, Losses leftOut, CancellationToken cancellationToken)
    {
        if (parts.Count == 1) return null;
        List<Example> heldOut = [.. parts.Skip(1).SelectMany(p => p.Examples)];
        var texts = new HeldOutTexts(source.Dataset, heldOut);
        var check = new LeakCheck(texts);
        check.Search(train.Location, train.Target, cancellationToken);
        if (_options.OnLeak == LeakAction.Fail) check.RefuseFound();
        if (check.Lines.Count > 0)
        {
            leftOut.Add("holds something held out", check.Lines.Count);
            List<Example> clean = [.. written[0].Lines.Where((_, line) => !check.Lines.Contains(line + 1)).SelectMany(examples => examples)];
            if (clean.Count == 0) throw Nothing(leftOut);
            written[0] = new PartWriter(source, _options.Format, train, new()).Write(parts[0].Name, clean, cancellationToken);
        }

        var topics = heldOut.SelectMany(e => e.Topics).ToHashSet(StringComparer.Ordinal);
        return new(
            texts.Preferences, texts.Questions, texts.Messages, texts.Replies, LeakCheck.SequenceWords, check.CommonWording,
            written[0].RandomSessions.Intersect(written.Skip(1).SelectMany(w => w.RandomSessions)).Count(),
            SessionsAbout(source, written[0].Part.Users, topics));
    }

    private static int SessionsAbout(RunSource source, IReadOnlyList<string> users, HashSet<string> topics) => users
        .SelectMany(source.Dataset.SessionsOf)
        .Count(s => s is { Kind: SessionKind.Preference, PreferenceId: { } id } && topics.Contains(source.Dataset.Preference(id).Topic.ToString()));

    private TrainingCard CardOf(RunSource source, ExampleSelection selection, ExampleDivision division, List<WrittenPart> parts, LeakReport? leaks) => new()
    {
        Format = TrainingCard.CurrentFormat,
        Kind = _isPreference ? "dpo" : "sft",
        FileFormat = _options.Format,
        Run = _run.Location,
        Identity = source.Record.Identity,
        Model = selection.Model,
        Method = _options.Method,
        Rejected = _isPreference ? _options.Rejected : null,
        OnlyPassed = _options.OnlyPassed,
        License = source.Dataset.Card.License,
        Source = source.Dataset.Card.Source,
        Seed = _options.Parts is null ? null : _options.Seed,
        Parts = [.. parts.Select(p => p.Part)],
        LeftOut = selection.LeftOut.Counts,
        LeakCheck = leaks,
        Notes = [.. NotesOn(source, parts), .. division.Notes],
    };

    private static IEnumerable<string> NotesOn(RunSource source, List<WrittenPart> parts)
    {
        if (source.Record.Status is "running" or RunRecord.Interrupted or "failed-trials")
            yield return $"The run was not done when it was exported (status {source.Record.Status}).";
        if (parts.Sum(p => p.Part.NotAlternating) is > 0 and var odd)
            yield return string.Create(CultureInfo.InvariantCulture, $"{odd} conversations have two user messages in a row, since a turn has no reply; some chat templates refuse that.");
    }

    private BadInputException Nothing(Losses leftOut) => new(
        _run.Location,
        leftOut.Counts.Count == 0 ? "has nothing to train on" : "has nothing to train on: " + string.Join(", ", leftOut.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key}"))),
        "Run it to its end with 'attune resume', or choose another --method or --model");
}
