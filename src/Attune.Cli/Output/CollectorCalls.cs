namespace Attune.Cli.Output;

/// <summary>Sees what becomes of each request to a collector: the exporter that makes them fails in silence. Thread-safe.</summary>
internal sealed class CollectorCalls() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly CancellationTokenSource _end = new();
    private string? _failure;

    /// <summary>Why the first request failed; null where none did.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Gives up whatever is under way by then, and everything after it.</summary>
    public void EndAfter(TimeSpan wait) => _end.CancelAfter(wait);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        try
        {
            return Seen(base.Send(request, either.Token));
        }
        catch (Exception e)
        {
            throw Noted(e);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        try
        {
            return Seen(await base.SendAsync(request, either.Token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            throw Noted(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _end.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Seen(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) Note($"it answers with status {(int)response.StatusCode}");
        return response;
    }

    /// <summary>The exporter takes failed requests for nothing unusual only where they are of the network.</summary>
    private HttpRequestException Noted(Exception e)
    {
        Note(e is OperationCanceledException ? "it gives no answer in time" : e.Message.TrimEnd('.'));
        return e as HttpRequestException ?? new HttpRequestException(e.Message, e);
    }

    private void Note(string failure) => Interlocked.CompareExchange(ref _failure, failure, null);
}
