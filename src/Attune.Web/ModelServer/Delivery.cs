namespace Attune.Web.ModelServer;

/// <summary>Sends replies, sound or with the faults that show on the wire.</summary>
internal static class Delivery
{
    private const int SlowSteps = 8;

    /// <summary>Sends a reply.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="reply">What to send.</param>
    /// <param name="fault"><see cref="FaultKind.Drop"/>, <see cref="FaultKind.Slow"/> and <see cref="FaultKind.Malformed"/> change how; the others do not matter here.</param>
    /// <param name="pause">Waits between the steps of a slow body.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public static Task SendAsync(HttpResponse response, Reply reply, FaultKind? fault, Func<int, Task> pause, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.IsStream ? "text/event-stream; charset=utf-8" : "application/json; charset=utf-8";
        if (reply.IsStream) response.Headers.CacheControl = "no-cache";
        if (reply.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return fault switch
        {
            FaultKind.Drop => DropAsync(response, reply, cancellationToken),
            FaultKind.Slow => SlowAsync(response, reply, pause, cancellationToken),
            FaultKind.Malformed => WholeAsync(response, BreakOff(reply), cancellationToken),
            _ => WholeAsync(response, reply.Parts, cancellationToken),
        };
    }

    private static async Task WholeAsync(HttpResponse response, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        response.ContentLength = parts.Sum(p => (long)p.Length);
        foreach (var part in parts) await response.Body.WriteAsync(part, cancellationToken);
    }

    /// <summary>A stream is cut in the middle; an answer in one piece never comes.</summary>
    private static async Task DropAsync(HttpResponse response, Reply reply, CancellationToken cancellationToken)
    {
        foreach (var part in reply.Parts.Take(reply.Parts.Count / 2)) await response.Body.WriteAsync(part, cancellationToken);
        if (response.HasStarted) await response.Body.FlushAsync(cancellationToken);
        response.HttpContext.Abort();
    }

    private static async Task SlowAsync(HttpResponse response, Reply reply, Func<int, Task> pause, CancellationToken cancellationToken)
    {
        var bytes = Join(reply.Parts);
        for (var step = 0; step < SlowSteps; step++)
        {
            await pause(SlowSteps);
            var (start, end) = (bytes.Length * step / SlowSteps, bytes.Length * (step + 1) / SlowSteps);
            await response.Body.WriteAsync(bytes.AsMemory(start..end), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The first half. Of a stream, half of the next event comes too, as an event of its own: its data is no JSON.</summary>
    private static List<ReadOnlyMemory<byte>> BreakOff(Reply reply)
    {
        var kept = reply.Parts.Take(reply.Parts.Count / 2).ToList();
        var broken = reply.Parts[kept.Count];
        kept.Add(broken[..(broken.Length / 2)]);
        if (reply.IsStream) kept.Add("\n\n"u8.ToArray());
        return kept;
    }

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var bytes = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(bytes.AsMemory(at));
            at += part.Length;
        }

        return bytes;
    }
}
