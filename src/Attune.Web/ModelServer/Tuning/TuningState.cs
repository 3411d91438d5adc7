namespace Attune.Web.ModelServer.Tuning;

/// <summary>How far a job is.</summary>
internal enum TuningState
{
    ValidatingFiles,
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
