using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Attune.Web.Hosting;

/// <summary>The time, and what there is to tell; a fault with all that is known of it.</summary>
internal sealed class LogLine(TimeProvider clock) : ConsoleFormatter(Name)
{
    public new const string Name = "attune";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter writer)
    {
        writer.Write(clock.GetUtcNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        writer.WriteLine(entry.Formatter(entry.State, entry.Exception));
        if (entry.Exception is { } fault) writer.WriteLine(fault.ToString());
    }
}
