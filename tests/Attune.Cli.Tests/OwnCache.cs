using System.Runtime.CompilerServices;

namespace Attune.Cli.Tests;

/// <summary>Keeps every test away from the cache of whoever runs the tests.</summary>
internal static class OwnCache
{
    [ModuleInitializer]
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("attune-cli-cache-").FullName;
        Environment.SetEnvironmentVariable("ATTUNE_CACHE", Path.Combine(folder, "responses.db"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
