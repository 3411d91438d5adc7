using System.Text.RegularExpressions;
using Attune.Runs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Attune.Cli;

/// <summary>Reads an experiment from YAML; a single value stands for a list of one.</summary>
internal sealed partial class ExperimentFile
{
    private const string ShippedFolder = "experiments/";
    private const string Extension = ".yaml";

    public string? Name { get; set; }

    /// <summary>What the experiment asks, for people.</summary>
    public string? About { get; set; }

    public string? Dataset { get; set; }

    /// <summary>In the place of a dataset.</summary>
    public ChatSource? Chats { get; set; }

    public List<string>? Models { get; set; }

    public string? Judge { get; set; }

    public List<string>? Evaluators { get; set; }

    public int? Contests { get; set; }

    public List<string>? Tasks { get; set; }

    public List<string>? Expressions { get; set; }

    public List<string>? Contexts { get; set; }

    public List<string>? Methods { get; set; }

    public List<string>? Preferences { get; set; }

    public bool? Blind { get; set; }

    public string? Truncate { get; set; }

    public int? LimitUsers { get; set; }

    public long? Seed { get; set; }

    public string? Prompts { get; set; }

    public bool? AllowSelfJudge { get; set; }

    /// <summary>The experiments that ship with Attune: name and file.</summary>
    public static IEnumerable<(string Name, ExperimentFile File)> Shipped => typeof(ExperimentFile).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(ShippedFolder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(n => n[ShippedFolder.Length..^Extension.Length]).Select(n => (n, Parse(n, Text(n)!)));

    /// <summary>An experiment.</summary>
    /// <param name="path">A file, or the name of one that ships.</param>
    /// <exception cref="BadInputException">The file is not there, or not an experiment.</exception>
    public static (Experiment Experiment, ChatSource? Chats) Read(string path)
    {
        var text = File.Exists(path)
            ? File.ReadAllText(path)
            : Text(path) ?? throw new BadInputException(path, "no such file", "Give an experiment in YAML, the name of one that ships ('attune experiments' lists them), or leave it out to run the starter");
        var file = Parse(path, text);
        if (file is { Chats: not null, Dataset: not null })
            throw new BadInputException(path, "has both dataset and chats", "Name a dataset, or chats to make it of");
        return (file.ToExperiment() with { Name = file.Name ?? Path.GetFileNameWithoutExtension(path) }, file.Chats);
    }

    /// <summary>An experiment that is no file.</summary>
    /// <param name="place">What faults name.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="BadInputException">It is no experiment.</exception>
    public static Experiment Read(string place, string text)
    {
        var file = Parse(place, text);
        return file.Chats is null
            ? file.ToExperiment() with { Name = file.Name }
            : throw new BadInputException("chats", "are files on this machine, which only the command line reads", "Run the file by 'attune run', or name the dataset that it made");
    }

    /// <summary>The experiments that ship as they stand in their files, by name.</summary>
    public static IReadOnlyDictionary<string, string> ShippedTexts => Shipped.ToDictionary(s => s.Name, s => Text(s.Name)!);

    public Experiment ToExperiment() => new()
    {
        About = About?.Trim(),
        Dataset = Dataset!,
        Models = Models!,
        Judge = Judge!,
        Evaluators = Evaluators,
        Contests = Contests,
        Tasks = Tasks!,
        Expressions = Expressions!,
        Contexts = Contexts!,
        Methods = Methods!,
        Preferences = Preferences!,
        Blind = Blind,
        Truncate = Truncate,
        LimitUsers = LimitUsers,
        Seed = Seed,
        Prompts = Prompts,
        AllowSelfJudge = AllowSelfJudge,
    };

    private static ExperimentFile Parse(string path, string text)
    {
        try
        {
            var deserializer = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithTypeConverter(new OneOrMany()).WithDuplicateKeyChecking().Build();
            return deserializer.Deserialize<ExperimentFile>(text) ?? new();
        }
        catch (YamlException e)
        {
            throw new BadInputException($"{path}:{e.Start.Line}", Problem(e), "See docs/experiments.md for the fields and what they take");
        }
    }

    /// <summary>A shipped experiment as it stands in its file; null where there is none of the name.</summary>
    private static string? Text(string name)
    {
        using var stream = typeof(ExperimentFile).Assembly.GetManifestResourceStream(ShippedFolder + name + Extension);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    private static string Problem(YamlException e) => UnknownField().Match(e.Message) is { Success: true } unknown
        ? $"has the unknown field '{unknown.Groups[1].Value}'"
        : e is SyntaxErrorException or SemanticErrorException
            ? "is not YAML: " + e.Message.TrimEnd('.')
            : "holds a value of the wrong kind for its field";

    [GeneratedRegex("^Property '([^']*)' not found")]
    private static partial Regex UnknownField();

    private sealed class OneOrMany : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(List<string>);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            if (parser.TryConsume<Scalar>(out var one)) return new List<string> { one.Value };
            var many = new List<string>();
            parser.Consume<SequenceStart>();
            while (!parser.TryConsume<SequenceEnd>(out _)) many.Add(parser.Consume<Scalar>().Value);
            return many;
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException();
    }
}
