namespace Attune.Web.Runs;

/// <summary>The last few things that were made, each made once however many ask for it at the same time. What failed is made anew. Thread-safe.</summary>
internal sealed class Recent<T>(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, Lazy<Task<T>> Value)> _held = [];

    public async Task<T> OfAsync(string key, Func<Task<T>> make)
    {
        Lazy<Task<T>> value;
        lock (_gate)
        {
            var found = _held.FirstOrDefault(h => h.Key == key);
            value = found.Value ?? new(make);
            _held.Remove(found);
            _held.AddFirst((key, value));
            while (_held.Count > most) _held.RemoveLast();
        }

        try
        {
            return await value.Value;
        }
        catch
        {
            lock (_gate) _held.Remove((key, value));
            throw;
        }
    }
}
