using Attune.Training;

namespace Attune.Cli.Output;

/// <summary>Says what training files were made.</summary>
internal static class TrainingView
{
    public static void Print(Screen screen, TrainingCard card, string file)
    {
        foreach (var part in card.Parts)
        {
            screen.Text($"{part.File}: {Count(part.Conversations, "conversation")} of {Count(part.Users.Count, "user")} on {Count(part.Topics.Count, "topic")}, {part.Tokens:N0} tokens, "
                + $"the longest {part.LongestTokens:N0} (line {part.LongestLine:N0})\n");
        }

        foreach (var (cause, times) in card.LeftOut) screen.Hint($"Left out: {times:N0} ({cause})");
        if (card.LeakCheck is { } leaks)
        {
            screen.Hint($"Nothing held out is in the training file: looked for {Count(leaks.Preferences, "preference")}, {Count(leaks.Questions, "question")}, {Count(leaks.Messages, "message")} and {leaks.Replies:N0} {(leaks.Replies == 1 ? "reply" : "replies")}, "
                + $"whole or {leaks.SequenceWords} words in a row.");
            if (leaks.CommonWording > 0) screen.Hint($"Not counted: {Count(leaks.CommonWording, "such sequence")} that stand in several held-out histories.");
            if (leaks.SharedRandomSessions > 0) screen.Hint($"Both sides share {Count(leaks.SharedRandomSessions, "random session")}, which tell nothing about anybody.");
            if (leaks.HeldOutTopicsInHistories > 0) screen.Hint($"{Count(leaks.HeldOutTopicsInHistories, "session")} in the training histories reveal preferences on held-out topics; no question asks for them.");
        }

        foreach (var note in card.Notes) screen.Hint(note);
        screen.Hint(card.License is { } license ? $"The licence of the data is {license}; the card names it." : "The dataset names no licence.");
        screen.Hint($"Card: {file}.card.json");
    }

    private static string Count(int number, string word) => $"{number:N0} {word}{(number == 1 ? "" : "s")}";
}
