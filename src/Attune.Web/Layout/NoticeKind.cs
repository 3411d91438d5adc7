namespace Attune.Web.Layout;

/// <summary>How a notice is meant.</summary>
public enum NoticeKind
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>What was asked for was done.</summary>
    Done,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>What was asked for was not done.</summary>
    Fault,
}
