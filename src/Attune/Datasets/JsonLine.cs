namespace Attune.Datasets;

/// <summary>One record of a JSON-lines file, or what is wrong with it.</summary>
/// <param name="File">The file's name, as errors show it.</param>
/// <param name="Number">The line, from 1.</param>
/// <param name="Offset">Bytes before the record.</param>
/// <param name="Length">Bytes of the record.</param>
/// <param name="Value">The record; null where it is broken.</param>
/// <param name="Fault">What is wrong; null where nothing is.</param>
internal readonly record struct JsonLine<T>(string File, int Number, long Offset, int Length, T? Value, Fault? Fault)
    where T : class
{
    public string Place => $"{File}:{Number}";
}
