namespace Attune.Tasks;

/// <summary>How plainly a statement makes a choice, the weakest first.</summary>
internal enum StatementKind
{
    /// <summary>"I'd go with B because..."</summary>
    Remark,

    /// <summary>The first or last line, or a line of its own: "B. A quiet hotel".</summary>
    Heading,

    /// <summary>"Answer: B", "the answer is B".</summary>
    Answer,

    /// <summary>"Final answer: B".</summary>
    Final,
}
