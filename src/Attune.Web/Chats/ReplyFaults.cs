using Attune.Models;

namespace Attune.Web.Chats;

/// <summary>Why there is no answer: in one line for participants, who can do nothing about endpoints and keys, and in the log for the owner.</summary>
internal static partial class ReplyFaults
{
    public const string Interrupted = "The answer was interrupted.";

    public static string InWords(Exception e) => (e as ModelCallException)?.Fault switch
    {
        CallFault.RateLimited or CallFault.Overloaded => "The assistant is busy at the moment.",
        CallFault.Timeout => "The assistant took too long.",
        CallFault.ContextTooLong => "This chat has become too long for the assistant. Begin a new one.",
        CallFault.Network or CallFault.ServerError => "The assistant could not be reached.",
        CallFault.Authentication or CallFault.UnknownModel or CallFault.Quota => "The assistant is out of service. Please tell whoever invited you.",
        _ => "The assistant could not answer.",
    };

    /// <summary>
    /// Why, and what to change, in our own words: endpoints quote what they refuse, and what a participant wrote must neither be read in a
    /// log nor outlive its deletion there.
    /// </summary>
    public static string Cause(Exception e) => e is ModelCallException call
        ? $"{call.Fault}. {call.Details.Mend}. What the endpoint says is left out, for it may repeat what was written"
        : e.GetType().Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} gave a participant no answer: {Cause}.")]
    public static partial void Failed(ILogger log, string model, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer could not be stored.")]
    public static partial void NotStored(ILogger log, Exception exception);
}
