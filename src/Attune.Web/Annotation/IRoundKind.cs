namespace Attune.Web.Annotation;

/// <summary>
/// What belongs to one kind of round and to no other: which items there are, how one is shown, which answers are valid and what they mean,
/// which figures come of them, and where they go. Dealing, leases, undo, progress and pages are the same for all. Thread-safe.
/// </summary>
/// <remarks>
/// An answer is stored as its annotator saw it. Its <em>label</em> is the same in words that hang on no seat: two people who say the same have
/// the same label.
/// </remarks>
internal interface IRoundKind
{
    /// <summary>As rounds store it.</summary>
    string Name { get; }

    /// <summary>How pages speak of it.</summary>
    KindWords Words { get; }

    /// <summary>The names of the runs or datasets that have such items, the latest first.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>What each annotator is told about besides pace.</summary>
    IReadOnlyList<Habit> Habits { get; }

    /// <summary>The fields of an export that are this kind's own.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>What can be judged in a run or dataset; null where there is none of this name.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    Task<RoundOffer?> OfferAsync(string source, CancellationToken cancellationToken);

    /// <summary>An item as an annotator sees it.</summary>
    /// <param name="body">The item's.</param>
    /// <param name="swapped">Whether seats are swapped, or what stands first stands last.</param>
    /// <param name="withOpinion">Whether a model's opinion is shown, where there is one.</param>
    ItemView Show(string body, bool swapped, bool withOpinion);

    /// <summary>Has a model say what it thinks of an item whose view says <see cref="ItemView.CanAsk"/>; null where it does not.</summary>
    Task<Opined?> AskAsync(string body, bool swapped, CancellationToken cancellationToken) => Task.FromResult<Opined?>(null);

    /// <summary>The answer that a form holds; null where it holds none that this item can have.</summary>
    string? Read(IFormCollection form, string body);

    /// <summary>The label of an answer.</summary>
    string LabelOf(string answer, bool swapped);

    /// <summary>A label in the words of the page that shows the item.</summary>
    string InWords(string body, string label, bool swapped);

    /// <summary>A label in words for owners, who may know what annotators may not.</summary>
    string Named(string body, string label);

    /// <summary>What the item asks, in a line.</summary>
    string TitleOf(string body);

    /// <summary>What several people's labels come to; null where they come to nothing, so that somebody has to settle it.</summary>
    /// <param name="labels">At least one.</param>
    string? Settle(IReadOnlyList<string> labels);

    /// <summary>Agreement of people with each other and with a model.</summary>
    KindFigures FiguresOf(IReadOnlyList<JudgedItem> items);

    /// <summary>What <see cref="Columns"/> name, of one answer: texts, numbers, truth values or null.</summary>
    IReadOnlyList<object?> Values(AnswerRow answer, string body);

    /// <summary>What else can be taken away from a round.</summary>
    IReadOnlyList<RoundFile> Files { get; }

    /// <summary>Puts every answer where it is used, in the place of what the round had put there before.</summary>
    /// <exception cref="BadInputException">That is gone, or cannot be written.</exception>
    Written Write(Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies);

    /// <summary>Takes what is no longer said out of where answers were put, words and all. After <see cref="Write"/>.</summary>
    /// <exception cref="BadInputException">That is gone, or cannot be written.</exception>
    void Erase(Round round);
}
