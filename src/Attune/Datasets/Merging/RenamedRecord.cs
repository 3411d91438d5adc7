namespace Attune.Datasets.Merging;

/// <summary>A record that got another id in a merge, because an earlier dataset has one of that id.</summary>
/// <param name="Dataset">The name of the record's dataset.</param>
/// <param name="Kind">profile, preference, session, query or pair.</param>
/// <param name="From">Its id there.</param>
/// <param name="To">Its id in the merged dataset.</param>
public sealed record RenamedRecord(string Dataset, string Kind, string From, string To);
