namespace Attune.Datasets.Importing.Chats;

/// <summary>A form in which real conversations are exported or published. What each looks like is described in docs/import.md.</summary>
public sealed class ChatFormat
{
    private ChatFormat(string name, string source, ChatReader read) => (Name, Source, Read) = (name, source, read);

    /// <summary>ShareGPT: records of <c>conversations</c>, each message with <c>from</c> and <c>value</c>.</summary>
    public static ChatFormat ShareGpt { get; } = new("sharegpt", "conversations in ShareGPT's format", MessageList.Read);

    /// <summary>The export of a ChatGPT account: <c>conversations.json</c>, its folder or its zip file.</summary>
    public static ChatFormat ChatGpt { get; } = new("chatgpt", "the export of a ChatGPT account", ChatTree.Read) { IsOfOneUser = true };

    /// <summary>WildChat and LMSYS-Chat: JSON lines with <c>conversation</c>, each message with <c>role</c> and <c>content</c>.</summary>
    public static ChatFormat WildChat { get; } = new("wildchat", "conversations in the format of WildChat or LMSYS-Chat", MessageList.Read);

    /// <summary>JSON lines with <c>messages</c> as OpenAI's API has them.</summary>
    public static ChatFormat OpenAIMessages { get; } = new("openai-messages", "conversations as messages of OpenAI's API", MessageList.Read);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChatFormat> All { get; } = [ShareGpt, ChatGpt, WildChat, OpenAIMessages];

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    internal string Source { get; }

    /// <summary>Whether all conversations of a source are one person's, whom it need not name.</summary>
    internal bool IsOfOneUser { get; private init; }

    /// <summary>Whether a source may be a zip file or a folder of it.</summary>
    internal bool IsArchive => IsOfOneUser;

    internal ChatReader Read { get; }
}
