namespace Attune.Datasets.Importing.Chats;

/// <summary>What is odd about one record, each oddity with its count; told to all only where the record is a conversation at all.</summary>
internal sealed class RecordOddities
{
    private readonly Dictionary<(string Problem, string Action), int> _counts = [];

    public void Add(string problem, string action, int times = 1)
    {
        if (times > 0) _counts[(problem, action)] = _counts.GetValueOrDefault((problem, action)) + times;
    }

    public void TellTo(ChatOddities all, string place)
    {
        foreach (var ((problem, action), times) in _counts) all.Add(place, problem, action, times);
    }
}
