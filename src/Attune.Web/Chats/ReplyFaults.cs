using Attune.Models;

namespace Attune.Web.Chats;

/// <summary>Why there is no answer: in one line for participants, who can do nothing about endpoints and keys, and in the log for the owner.</summary>
internal static partial class ReplyFaults
{
    public static string InWords(Exception e) => (e as ModelCallException)?.Fault switch
    {
        CallFault.RateLimited or CallFault.Overloaded => "The assistant is busy at the moment.",
        CallFault.Timeout => "The assistant took too long.",
        CallFault.ContextTooLong => "This chat has become too long for the assistant. Begin a new one.",
        CallFault.Network or CallFault.ServerError => "The assistant could not be reached.",
        CallFault.Authentication or CallFault.UnknownModel or CallFault.Quota => "The assistant is out of service. Please tell whoever invited you.",
        _ => "The assistant could not answer.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} gave a participant no answer: {Kind}: {Problem}")]
    public static partial void Failed(ILogger log, string model, string kind, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer could not be stored.")]
    public static partial void NotStored(ILogger log, Exception exception);
}
