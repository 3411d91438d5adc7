using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing;

/// <summary>
/// Sorts what RealPref's files hold by its shape (appendices A and B), whatever the files are named and however deep it lies:
/// every object that is none of the known shapes is a wrapper, and is entered.
/// </summary>
internal sealed partial class RealPrefReader(List<Anomaly> anomalies)
{
    private readonly Dictionary<string, RealPrefUser> _users = new(StringComparer.Ordinal);
    private (RealPrefUser? User, IReadOnlyList<string> Texts) _originals = (null, []);

    /// <summary>The users, sorted by id.</summary>
    public IEnumerable<RealPrefUser> Users => _users.Values.OrderBy(u => u.Id, StringComparer.Ordinal);

    public List<(SourceRecord Record, JsonElement Dialogue)> RandomDialogues { get; } = [];

    /// <summary>Reads the files; profiles first, for they say which keys are users.</summary>
    public void Read(IReadOnlyList<SourceFile> files)
    {
        var roots = files.Select(f => (f.Name, Root: f.ReadMended())).Where(f => f.Root is not null).ToList();
        foreach (var (_, root) in roots.Where(r => r.Root!.Value.ValueKind == JsonValueKind.Object))
            foreach (var field in root!.Value.EnumerateObject().Where(f => IsProfile(f.Value)))
                _users.TryAdd(field.Name, new(field.Name));
        foreach (var (name, root) in roots) Visit(new(name, "", root!.Value, UserNamedBy(name)));
    }

    private void Visit(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.Object) VisitObject(node);
        else if (RealPrefDialogue.Read(node.Json) is not null) AddDialogue(node, SourceRecord.ReadAny(node.File, node.Path, node.Json, anomalies));
        else if (node.Json.ValueKind == JsonValueKind.Array)
            foreach (var (i, item) in node.Json.EnumerateArray().Index()) Visit(node with { Path = $"{node.Path}[{i}]", Json = item });
        else
            anomalies.Add(new(node.File, node.Path, $"is {SourceRecord.Describe(node.Json.ValueKind)} of no known meaning", "left out"));
    }

    private void VisitObject(Node node)
    {
        if (IsAny(node.Json, "Original Preference", "Generalized Preference")) OfUser(node, AddGeneralized);
        else if (IsAny(node.Json, "Query", "MCQ_options")) OfUser(node, (user, record) => user.Queries.Add(record));
        else if (IsProfile(node.Json)) OfUser(node, AddProfile);
        else if (IsAny(node.Json, "Preference")) OfUser(node, AddPreference);
        else if (IsAny(node.Json, "Event")) OfUser(node, AddLifeEvent);
        else if (node.Json.EnumerateObject().Any() && RealPrefDialogue.Read(node.Json) is not null)
            AddDialogue(node, SourceRecord.ReadAny(node.File, node.Path, node.Json, anomalies));
        else
            foreach (var field in node.Json.EnumerateObject()) Visit(node.Enter(field, UserOf(field.Name) ?? node.User));
    }

    /// <summary>Adds a record to its user; one without a user is reported.</summary>
    private void OfUser(Node node, Action<RealPrefUser, SourceRecord> add)
    {
        var record = SourceRecord.ReadAny(node.File, node.Path, node.Json, anomalies);
        if (node.User is { } user) add(user, record);
        else record.Report("belongs to no user", "left out");
    }

    private static void AddProfile(RealPrefUser user, SourceRecord record)
    {
        if (user.Profile is null) user.Profile = record;
        else record.Report($"is a second profile of user '{user.Id}'", "left out");
    }

    private static void AddLifeEvent(RealPrefUser user, SourceRecord record)
    {
        user.LifeEvents.Add(record);
        foreach (var name in (string[])["Conversation", "Conversations"])
            if (record.Json.TryGetProperty(name, out var dialogue)) user.LifeDialogues.Add((record, dialogue));
    }

    private static void AddPreference(RealPrefUser user, SourceRecord record)
    {
        if (record.Text("Preference") is not { } text)
        {
            record.Report("has no text in 'Preference'", "left out");
            return;
        }

        var isOriginal = IsAny(record.Json, "Topic", "Date", "Event", "Type");
        if (isOriginal) user.Originals.Add(record);
        var within = record.Field("Conversations", JsonValueKind.Object);
        foreach (var field in (within ?? record.Json).EnumerateObject())
        {
            if (RealPrefValues.Expression(field.Name) is { } expression) user.Expressed.Add((record, text, expression, field.Value));
            else if (within is not null || !(isOriginal || field.Name == "Preference")) record.Report($"'{field.Name}' names no expression", "left out");
        }
    }

    /// <summary>A generalized preference names its originals in its own object, or in the object before it.</summary>
    private void AddGeneralized(RealPrefUser user, SourceRecord record)
    {
        if (record.Json.TryGetProperty("Original Preference", out var originals)) _originals = (user, TextsOf(originals));
        if (!record.Json.TryGetProperty("Generalized Preference", out var generalized)) return;

        var texts = _originals.User == user ? _originals.Texts : [];
        foreach (var one in generalized.ValueKind == JsonValueKind.Array ? [.. generalized.EnumerateArray()] : (JsonElement[])[generalized])
            user.Generalized.Add((record.Part(one), texts));
        _originals = (null, []);
    }

    private void AddDialogue(Node node, SourceRecord record)
    {
        var words = $"{node.File} {node.Path}";
        if (words.Contains("random", StringComparison.OrdinalIgnoreCase)) RandomDialogues.Add((record, record.Json));
        else if (node.User is { } user && words.Contains("life", StringComparison.OrdinalIgnoreCase)) user.LifeDialogues.Add((record, record.Json));
        else record.Report("is a dialogue of no known kind: neither its file nor its field is named life or random", "left out");
    }

    private static List<string> TextsOf(JsonElement originals) =>
    [
        .. (originals.ValueKind == JsonValueKind.Array ? [.. originals.EnumerateArray()] : (JsonElement[])[originals])
            .Select(o => o.ValueKind == JsonValueKind.Object && o.TryGetProperty("Preference", out var text) ? text : o)
            .Where(o => o.ValueKind == JsonValueKind.String)
            .Select(o => o.GetString()!),
    ];

    /// <summary>A user that has a profile, or a key as the paper numbers its users.</summary>
    private RealPrefUser? UserOf(string key)
    {
        if (_users.TryGetValue(key, out var user)) return user;
        return Number().IsMatch(key) ? _users[key] = new(key) : null;
    }

    /// <summary>The user after whom the file, or a folder on the way to it, is named.</summary>
    private RealPrefUser? UserNamedBy(string file) =>
        Path.ChangeExtension(file, null).Split('/').Reverse().Select(UserOf).FirstOrDefault(u => u is not null);

    private static bool IsProfile(JsonElement element) => IsAny(element, "Demographics", "Original Persona", "Extended Persona");

    private static bool IsAny(JsonElement element, params ReadOnlySpan<string> fields)
    {
        if (element.ValueKind != JsonValueKind.Object) return false;
        foreach (var field in fields)
            if (element.TryGetProperty(field, out _)) return true;
        return false;
    }

    [GeneratedRegex(@"\A\d{5}\z")]
    private static partial Regex Number();

    private readonly record struct Node(string File, string Path, JsonElement Json, RealPrefUser? User)
    {
        public Node Enter(JsonProperty field, RealPrefUser? user) =>
            new(File, Path.Length == 0 ? field.Name : $"{Path}.{field.Name}", field.Value, user);
    }
}
