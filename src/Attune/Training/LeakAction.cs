namespace Attune.Training;

/// <summary>What is done where something held out would be in the training file.</summary>
public enum LeakAction
{
    /// <summary>The export fails and says what would leak.</summary>
    Fail,

    /// <summary>The training conversations that hold it are left out and counted.</summary>
    Drop,
}
