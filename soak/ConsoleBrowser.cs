using System.Net;
using System.Text.RegularExpressions;

namespace Attune.Soak;

/// <summary>Somebody's browser without script: keeps cookies, sends forms with their hidden fields.</summary>
internal sealed partial class ConsoleBrowser(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = address };

    public Task<string> GetAsync(string path) => _http.GetStringAsync(path);

    /// <summary>The page that a form led to; null where the console refused it in words.</summary>
    /// <exception cref="HttpRequestException">The console is gone.</exception>
    public async Task<string?> SubmitAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var hidden = HiddenField().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(h => h.Name).Where(h => fields.All(f => f.Name != h.Name));
        using var form = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await _http.PostAsync(path, form);
        if (response.StatusCode == HttpStatusCode.UnprocessableEntity) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Takes a one-time link.</summary>
    public async Task JoinAsync(string link, string name)
    {
        const string Password = "seven quiet lamps drift";
        var path = new Uri(link).AbsolutePath;
        if (await SubmitAsync(path, await GetAsync(path), ("name", name), ("password", Password), ("again", Password)) is null) throw new InvalidOperationException($"{name} could not join.");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
