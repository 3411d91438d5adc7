using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Attune.Web.Accounts;
using Attune.Web.Datasets.Pages;
using Attune.Web.Hosting;
using Attune.Web.Layout;

namespace Attune.Web.Datasets;

/// <summary>Datasets, their people, their pairs and their random sessions.</summary>
internal static class DatasetEndpoints
{
    private const int OnPage = 48;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var datasets = routes.MapGroup("/datasets").RequireAuthorization(Policy.Owner);
        datasets.MapGet("", (DatasetReader reader) => Html.Page<DatasetsPage>(new { Datasets = reader.List() }));
        datasets.MapGet("/{dataset}", (HttpContext http, string dataset, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => Show(http, found, data)));
        datasets.MapGet("/{dataset}/people/{id}", (string dataset, string id, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => Person(found, data, id)));
        datasets.MapGet("/{dataset}/people/{id}/sessions/{session}", (string dataset, string id, string session, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => OwnSession(found, data, id, session)));
        datasets.MapGet("/{dataset}/random", (HttpContext http, string dataset, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => Random(http, found, data)));
        datasets.MapGet("/{dataset}/random/{session}", (string dataset, string session, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => RandomSession(found, data, session)));
        datasets.MapGet("/{dataset}/pairs", (HttpContext http, string dataset, DatasetReader reader) => WithAsync(dataset, reader, (found, data) => Pairs(http, found, data)));
    }

    /// <summary>Shows a page of a dataset, or what is wrong with it.</summary>
    private static async Task<IResult> WithAsync(string name, DatasetReader reader, Func<DatasetSummary, Dataset, IResult> show)
    {
        if (reader.Find(name) is not { } found) return Html.NotFound();
        try
        {
            return show(found, await reader.OpenAsync(found.Entry));
        }
        catch (BadInputException e)
        {
            return Html.Page<BrokenDatasetPage>(new { Dataset = found, Faults = e.Faults });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Html.Page<BrokenDatasetPage>(new { Dataset = found, Faults = (IReadOnlyList<Fault>)[new(found.Entry.Location, e.Message, "Make it readable")] });
        }
    }

    private static IResult Show(HttpContext http, DatasetSummary found, Dataset data)
    {
        var query = TableQuery.Read(http.Request, ["file"], size: OnPage);
        var byUser = data.Preferences.CountBy(p => p.UserId).ToDictionary();
        return Html.Page<DatasetPage>(new
        {
            Dataset = found,
            Data = data,
            Query = query,
            People = (IReadOnlyList<(Profile, int)>)[.. data.Profiles.Skip((int)query.Offset).Take(OnPage).Select(p => (p, byUser.GetValueOrDefault(p.Id)))],
        });
    }

    private static IResult Person(DatasetSummary found, Dataset data, string id)
    {
        if (data.Profiles.FirstOrDefault(p => p.Id == id) is not { } profile) return Html.NotFound();
        var sessions = data.SessionsOf(id);
        var byPreference = sessions.Where(s => s.PreferenceId is not null).ToLookup(s => s.PreferenceId!, StringComparer.Ordinal);
        var queries = data.Queries.ToLookup(q => q.PreferenceId, StringComparer.Ordinal);
        return Html.Page<PersonPage>(new
        {
            Dataset = found,
            Person = new PersonView
            {
                Profile = profile,
                Sessions = sessions,
                Preferences =
                [
                    .. data.Preferences.Where(p => p.UserId == id).Select(p => new PreferenceView(
                        p, [.. (p.Kind == PreferenceKind.Original ? [p.Id] : p.DerivedFrom).SelectMany(source => byPreference[source])], [.. queries[p.Id]],
                        [.. data.Pairs.Where(pair => pair.PreferenceA == p.Id || pair.PreferenceB == p.Id)])),
                ],
            },
        });
    }

    private static IResult OwnSession(DatasetSummary found, Dataset data, string id, string session) =>
        data.Profiles.Any(p => p.Id == id) && data.SessionsOf(id).FirstOrDefault(s => s.Id == session) is { } own
            ? Html.Page<SessionPage>(new { Dataset = found, Session = own, Preference = own.PreferenceId is { } preference ? data.Preference(preference) : null })
            : Html.NotFound();

    private static IResult Random(HttpContext http, DatasetSummary found, Dataset data)
    {
        var query = TableQuery.Read(http.Request, ["file"], size: OnPage);
        return Html.Page<RandomPage>(new { Dataset = found, Sessions = (IReadOnlyList<Session>)[.. data.RandomSessions.Skip((int)query.Offset).Take(OnPage)], Total = data.RandomSessions.Count, Query = query });
    }

    private static IResult RandomSession(DatasetSummary found, Dataset data, string session) =>
        data.RandomSessions.FirstOrDefault(s => s.Id == session) is { } random ? Html.Page<SessionPage>(new { Dataset = found, Session = random }) : Html.NotFound();

    private static IResult Pairs(HttpContext http, DatasetSummary found, Dataset data)
    {
        var query = TableQuery.Read(http.Request, ["file"], size: OnPage);
        return Html.Page<PairsPage>(new { Dataset = found, Data = data, Query = query });
    }
}
