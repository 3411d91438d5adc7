using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Attune.Web.Layout;

/// <summary>Which part of a table is shown, and in which order, as the query string says: <c>?sort=name&amp;desc=1&amp;page=2</c>. What else is in it is kept.</summary>
public sealed record TableQuery
{
    private const int LastPage = 1_000_000;

    /// <summary>The word that it is sorted by; always one of those that may be.</summary>
    public required string Sort { get; init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows on a page.</summary>
    public int Size { get; init; } = 50;

    /// <summary>Rows before this page.</summary>
    public long Offset => (Page - 1L) * Size;

    private string Path { get; init; } = "";

    private IReadOnlyList<KeyValuePair<string, string?>> Others { get; init; } = [];

    /// <summary>What a request asks for; what makes no sense in it is left aside.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sorts">The words that may be sorted by; the first where none is asked for.</param>
    /// <param name="descending">Whether the largest comes first where nothing is said.</param>
    /// <param name="size">Rows on a page.</param>
    public static TableQuery Read(HttpRequest request, IReadOnlyList<string> sorts, bool descending = false, int size = 50)
    {
        var (sort, page) = (request.Query["sort"].ToString(), request.Query["page"].ToString());
        return new()
        {
            Sort = sorts.Contains(sort, StringComparer.Ordinal) ? sort : sorts[0],
            Descending = request.Query["desc"].ToString() switch { "1" => true, "0" => false, _ => descending },
            Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, LastPage) : 1,
            Size = size,
            Path = request.Path,
            Others = [.. request.Query.Where(q => q.Key is not ("sort" or "desc" or "page")).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v))],
        };
    }

    /// <summary>The URL of another page of it.</summary>
    public string ToPage(int page) => Link(Sort, Descending, page);

    /// <summary>The URL sorted by a word; the other way round where it already is.</summary>
    public string ToSort(string sort) => Link(sort, sort == Sort && !Descending, 1);

    /// <summary>An <c>ORDER BY</c> list.</summary>
    /// <param name="columns">By word, the SQL to sort by. It is never a request's own text.</param>
    /// <param name="last">What decides between equals; unique.</param>
    public string OrderBy(IReadOnlyDictionary<string, string> columns, string last) => $"{columns[Sort]} {(Descending ? "DESC" : "ASC")}, {last}";

    private string Link(string sort, bool descending, int page)
    {
        var query = new QueryBuilder { { "sort", sort }, { "desc", descending ? "1" : "0" } };
        if (page > 1) query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in Others) query.Add(name, value ?? "");
        return Path + query.ToString();
    }
}
