namespace Attune.Reports.Figures;

/// <summary>One value of a figure, as specification and table have it.</summary>
/// <param name="Panel">The panel that it stands in.</param>
/// <param name="Group">Its place on the axis of names.</param>
/// <param name="Series">Its colour and shape.</param>
/// <param name="Mean">The value.</param>
/// <param name="Low">Lower end of the 95% interval; null where there is none.</param>
/// <param name="High">Upper end; null likewise.</param>
/// <param name="N">Values that it is the mean of.</param>
/// <param name="Users">Users that they come from.</param>
public sealed record FigureValue(string Panel, string Group, string Series, double Mean, double? Low, double? High, int N, int Users);
