namespace Attune;

/// <summary>The input, not the program, is at fault; nothing was written. The command line exits with 2 on it.</summary>
public sealed class BadInputException : Exception
{
    /// <summary>Refuses input for these reasons; at least one.</summary>
    public BadInputException(IReadOnlyList<Fault> faults) : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Refuses input for one reason.</summary>
    public BadInputException(string place, string problem, string mend) : this([new Fault(place, problem, mend)]) { }

    /// <summary>Every fault found, in the order of the input.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
