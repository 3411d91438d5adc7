namespace Attune.Web.Accounts;

/// <summary>What somebody may do in the console.</summary>
public enum Role
{
    /// <summary>Everything.</summary>
    Owner,

    /// <summary>Judges what is dealt to them.</summary>
    Annotator,

    /// <summary>Chats with models, and sees what is theirs.</summary>
    Participant,
}
