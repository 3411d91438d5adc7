using Microsoft.AspNetCore.Components;

namespace Attune.Web.Layout;

/// <summary>A column of a <see cref="DataTable{T}"/>. In a page's code: <c>new("Name", m => @&lt;b>@m.Name&lt;/b>, Sort: "name")</c>.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Title">The head; on a phone it stands before each value.</param>
/// <param name="Cell">What it shows of a row.</param>
/// <param name="Sort">The word in the query string that sorts by it; null where it can't be sorted by.</param>
/// <param name="Numeric">Whether values are set right.</param>
public sealed record Column<T>(string Title, RenderFragment<T> Cell, string? Sort = null, bool Numeric = false);
