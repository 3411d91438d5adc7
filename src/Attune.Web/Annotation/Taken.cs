namespace Attune.Web.Annotation;

/// <summary>What became of an answer.</summary>
internal enum Taken
{
    /// <summary>It is stored; also where the same form was sent before.</summary>
    Stored,

    /// <summary>It was dealt anew since the page was shown, or skipped: nothing is stored.</summary>
    OutOfDate,

    /// <summary>It was held for too long, and others have judged it: nothing is stored.</summary>
    PassedOn,

    /// <summary>The round is closed.</summary>
    Closed,

    /// <summary>There is no such task, or it is somebody else's.</summary>
    Unknown,
}
