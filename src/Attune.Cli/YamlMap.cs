using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Attune.Cli;

/// <summary>The fields of a YAML mapping, read with the place of each in mind. Values are not repeated in faults.</summary>
internal sealed class YamlMap
{
    private readonly Func<YamlNode, string, string, BadInputException> _fault;

    /// <param name="mapping">The mapping.</param>
    /// <param name="fields">What it may hold; empty means that any name will do.</param>
    /// <param name="fault">Makes a fault of a place, a problem and a mend.</param>
    /// <exception cref="BadInputException">It holds something else.</exception>
    public YamlMap(YamlMappingNode mapping, IReadOnlyCollection<string> fields, Func<YamlNode, string, string, BadInputException> fault)
    {
        (At, _fault) = (mapping, fault);
        Entries = [.. mapping.Children.Select(c => (Name(c.Key), c.Key, c.Value))];
        foreach (var (name, at, _) in Entries)
        {
            if (name is "key" or "api_key")
                throw fault(at, "holds a key", "Put the key into an environment variable and name that in key_variable; replace a key that has been in a file");
            if (fields.Count > 0 && !fields.Contains(name)) throw fault(at, $"has the unknown field '{name}'", "Use " + string.Join(", ", fields));
        }
    }

    public YamlNode At { get; }

    public IReadOnlyList<(string Name, YamlNode At, YamlNode Value)> Entries { get; }

    /// <summary>The value of a field; null where it is left out or empty.</summary>
    public YamlNode? Node(string field) => Entries.FirstOrDefault(e => e.Name == field).Value is { } value and not YamlScalarNode { Value: null or "" } ? value : null;

    /// <summary>The first of these fields that is there.</summary>
    public YamlNode? First(params string[] fields) => Entries.FirstOrDefault(e => fields.Contains(e.Name)).At;

    public int? Count(string field) => LongCount(field) is not { } count ? null : count <= int.MaxValue ? (int)count : throw TooLarge(field);

    public long? LongCount(string field) => Node(field) is not { } node ? null
        : node is YamlScalarNode { Value: { } text } && long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
        : throw _fault(node, $"needs a number from 1 for '{field}'", "Give a whole number");

    public double? Dollars(string field) => Node(field) is not { } node ? null
        : node is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) ? dollars
        : throw _fault(node, $"has a price '{field}' that is no number", "Give US dollars for a million tokens, like 0.60");

    private BadInputException TooLarge(string field) => _fault(Node(field)!, $"has a number that is too large for '{field}'", $"Give at most {int.MaxValue}");

    private string Name(YamlNode key) => key is YamlScalarNode { Value: { Length: > 0 } name } ? name : throw _fault(key, "has a field without a name", "Write fields as name: value");
}
