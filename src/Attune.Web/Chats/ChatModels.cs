using System.Collections.Concurrent;
using Attune.Models;
using Attune.Tokens;
using Attune.Web.Experiments;
using Attune.Web.Hosting;
using Microsoft.Extensions.AI;

namespace Attune.Web.Chats;

/// <summary>The models that answer in collections, each made once. Thread-safe.</summary>
internal sealed class ChatModels(ConsoleOptions options)
{
    private readonly ConcurrentDictionary<string, ChatModel> _models = new(StringComparer.Ordinal);
    private readonly MessageTokens _tokens = new(Tokenizer.Default);

    /// <exception cref="BadInputException">There is no such model, it lacks its key, or it names an address on another machine.</exception>
    public ChatModel Of(string name) => _models.GetOrAdd(name, n => options.Workbench.Resolve(ExperimentRules.KeepsKeys(ModelName.Parse(n)), _tokens));

    public long Count(IEnumerable<ChatMessage> messages) => _tokens.Count(messages);
}
