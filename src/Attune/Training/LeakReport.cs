namespace Attune.Training;

/// <summary>How the training file was searched for what is held out from it. Anything found is an error, so a report means that nothing was.</summary>
/// <param name="Preferences">Preference texts of held-out users that were looked for.</param>
/// <param name="Questions">Questions of the held-out parts that were looked for.</param>
/// <param name="Messages">Messages of held-out users, of at least <see cref="LeakCheck.ShortestMessage"/> words, that were looked for.</param>
/// <param name="Replies">Replies in the histories of held-out users, of at least <see cref="LeakCheck.SequenceWords"/> words, that were looked for.</param>
/// <param name="SequenceWords">Words in a row that count as the same text.</param>
/// <param name="CommonWording">Such sequences that are in the training file and not counted, because they stand in the histories of several groups of held-out users too: nobody's own words.</param>
/// <param name="SharedRandomSessions">Random sessions that stand in the histories of both sides: filler that tells nothing about anybody.</param>
/// <param name="HeldOutTopicsInHistories">Sessions in the training histories that reveal a preference on a topic which only the held-out side is asked about: another person's preference, and nothing asks for it.</param>
public sealed record LeakReport(
    int Preferences, int Questions, int Messages, int Replies, int SequenceWords, int CommonWording, int SharedRandomSessions, int HeldOutTopicsInHistories);
