using System.Text.Json;

namespace Attune.Cli.Tests;

/// <summary>Runs the command line in the process, with a folder of its own that is removed afterwards.</summary>
public sealed class CommandLine : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("attune-cli-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        var path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public static Task<Outcome> RunAsync(params string[] args) => TypeAsync("", args);

    /// <summary>The same with something typed.</summary>
    public static async Task<Outcome> TypeAsync(string input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await Cli.RunAsync(args, output, error, new StringReader(input));
        return new(exit, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public sealed record Outcome(int Exit, string Output, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
