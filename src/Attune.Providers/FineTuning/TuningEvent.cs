namespace Attune.Providers.FineTuning;

/// <summary>Something that an endpoint tells of a job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When; null where it does not say.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>, in the endpoint's word.</param>
/// <param name="Message">One line without keys.</param>
public sealed record TuningEvent(string Id, DateTimeOffset? At, string Level, string Message);
