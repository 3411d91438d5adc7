namespace Attune.Conversations;

/// <summary>What a session tells about its user (RealPref 3.3).</summary>
public enum SessionKind
{
    /// <summary>It reveals a preference.</summary>
    Preference,

    /// <summary>It tells of the user's life, and no preference.</summary>
    LifeEvent,

    /// <summary>It tells nothing about the user; shared by all users.</summary>
    Random,

    /// <summary>A real conversation of a real user, of which nobody has said yet what it tells.</summary>
    Chat,
}
