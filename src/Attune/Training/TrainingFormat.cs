namespace Attune.Training;

/// <summary>How training conversations are written, one a line.</summary>
public enum TrainingFormat
{
    /// <summary>
    /// What Hugging Face's TRL reads: <c>{"messages"}</c>, or for preference pairs <c>{"prompt", "chosen", "rejected"}</c>, each a list of
    /// messages. Which messages of the conversation are learned is the trainer's to say.
    /// </summary>
    Trl,

    /// <summary>TRL's prompt and completion, each a list of messages: only the answer is learned. For supervised training alone.</summary>
    PromptCompletion,

    /// <summary>
    /// What OpenAI's fine-tuning reads: <c>{"messages"}</c>, the history's replies with weight 0, so that only the answer is learned; or
    /// <c>{"input", "preferred_output", "non_preferred_output"}</c>.
    /// </summary>
    Openai,
}
