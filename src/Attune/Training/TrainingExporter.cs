using Attune.Runs;

namespace Attune.Training;

/// <summary>
/// Makes training files of a run (InterPref section 4.4): the history as it was laid out, the bare question, and the answer that a method
/// came to; nothing of the method's own prompts and steps. Both sides of a preference pair are independent conversations.
/// </summary>
public static class TrainingExporter
{
    /// <summary>Writes conversations that end with the answer to learn: supervised fine-tuning.</summary>
    /// <param name="run">A run with open answers. Its dataset must be as it was.</param>
    /// <param name="file">A new file. Other parts of a split stand beside it, as <c>FILE.PART.jsonl</c>, and the card as <c>FILE.card.json</c>.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <param name="cancellationToken">Looked at between conversations; nothing is left behind.</param>
    /// <returns>The card.</returns>
    /// <exception cref="BadInputException">
    /// The run has no such answers, its dataset has changed, no split is possible, something of a held-out part would be in the training
    /// file, or a file exists or cannot be written. Nothing is left behind.
    /// </exception>
    public static TrainingCard Sft(RunFolder run, string file, TrainingOptions? options = null, CancellationToken cancellationToken = default) =>
        new TrainingExport(run, file, options ?? new(), isPreference: false).Write(cancellationToken);

    /// <summary>Writes prompts with a better and a worse answer: direct preference optimization. As <see cref="Sft"/> otherwise.</summary>
    /// <exception cref="BadInputException">As for <see cref="Sft"/>; or the format has no preference pairs, or no answer has a worse one.</exception>
    public static TrainingCard Dpo(RunFolder run, string file, TrainingOptions? options = null, CancellationToken cancellationToken = default) =>
        new TrainingExport(run, file, options ?? new(), isPreference: true).Write(cancellationToken);
}
