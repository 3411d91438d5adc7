namespace Attune.Datasets.Importing.Chats;

/// <summary>The formats' names of roles.</summary>
internal static class ChatSpeakers
{
    public static ChatSpeaker Of(string role) => role.ToLowerInvariant() switch
    {
        "user" or "human" or "prompter" => ChatSpeaker.User,
        "assistant" or "gpt" or "chatgpt" or "bot" or "model" or "ai" or "bing" or "bard" or "claude" => ChatSpeaker.Assistant,
        "system" or "developer" => ChatSpeaker.System,
        "tool" or "function" or "function_call" or "function-call" or "tool_call" or "tool_response" or "observation" or "function_response" => ChatSpeaker.Tool,
        _ => ChatSpeaker.Other,
    };
}
