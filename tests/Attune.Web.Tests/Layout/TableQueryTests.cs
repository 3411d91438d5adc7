using Attune.Web.Layout;
using Microsoft.AspNetCore.Http;

namespace Attune.Web.Tests.Layout;

public sealed class TableQueryTests
{
    [Theory]
    [InlineData("", "name", false, 1)]
    [InlineData("?sort=size&desc=1&page=3", "size", true, 3)]
    [InlineData("?sort=password;DROP TABLE accounts&page=-1&desc=maybe", "name", false, 1)]
    [InlineData("?page=99999999999999999999", "name", false, 1)]
    [InlineData("?page=2147483647", "name", false, 1_000_000)]
    [InlineData("?sort=name&sort=size", "name", false, 1)]
    public void What_makes_no_sense_is_left_aside(string query, string sort, bool descending, int page)
    {
        var read = Read(query);
        (read.Sort, read.Descending, read.Page).ShouldBe((sort, descending, page));
        read.Offset.ShouldBe((page - 1L) * 50);
    }

    [Fact]
    public void Links_keep_what_else_is_asked_for()
    {
        var query = Read("?model=a%26b&sort=size&page=2&model=%3Cc%3E");

        query.ToPage(3).ShouldBe("/runs?sort=size&desc=0&page=3&model=a%26b&model=%3Cc%3E");
        query.ToSort("size").ShouldBe("/runs?sort=size&desc=1&model=a%26b&model=%3Cc%3E");
        query.ToSort("name").ShouldBe("/runs?sort=name&desc=0&model=a%26b&model=%3Cc%3E");
    }

    [Fact]
    public void Statements_are_sorted_by_columns_and_never_by_what_was_asked_for()
    {
        var columns = new Dictionary<string, string> { ["name"] = "t.name", ["size"] = "COUNT(*)" };
        Read("?sort=size&desc=1").OrderBy(columns, "t.id").ShouldBe("COUNT(*) DESC, t.id");
        Read("?sort=1;--").OrderBy(columns, "t.id").ShouldBe("t.name ASC, t.id");
    }

    private static TableQuery Read(string query)
    {
        var http = new DefaultHttpContext();
        (http.Request.Path, http.Request.QueryString) = ("/runs", new(query));
        return TableQuery.Read(http.Request, ["name", "size"]);
    }
}
