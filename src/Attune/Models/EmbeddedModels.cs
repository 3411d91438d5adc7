using System.Globalization;
using Attune.Models.Embedded;
using Attune.Models.Embedded.Simulator;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The models that need no key and no network.</summary>
public static class EmbeddedModels
{
    /// <summary>Their provider in a model name.</summary>
    public const string Provider = "embedded";

    /// <summary>The name of the embedded embeddings.</summary>
    public const string Embeddings = "embedded:lexical";

    /// <summary>The length of embedded embeddings.</summary>
    public const int EmbeddingDimensions = LexicalEmbeddingGenerator.Dimensions;

    private const string WindowParameter = "window";

    private static readonly Dictionary<string, (string Summary, Func<MessageTokens, EmbeddedChatClient> Create)> Known = new(StringComparer.Ordinal)
    {
        ["random"] = ("answers by chance: the chance level of every task", tokens => new RandomChatClient(tokens)),
        ["generic"] = ("answers from the question alone: what a model without memory gets", tokens => new GenericChatClient(tokens)),
        ["lexical"] = ("finds the user's own words on the matter (BM25) and answers from them; ?window=N keeps only the last N tokens", tokens => new LexicalChatClient(tokens)),
        ["simulator"] = ("writes datasets from a hand-written bank and mines chats by users' words about themselves: answers the prompts of 'attune generate' and 'attune mine'", tokens => new SimulatorChatClient(tokens)),
        ["judge"] = ("scores answers by the likes and dislikes that the judge prompt states, matches two answers to two preferences, and compares two sides that answered both", tokens => new JudgeChatClient(tokens)),
    };

    /// <summary>True for the name of an embedded model.</summary>
    public static bool IsNamed(string model) => model.StartsWith(Provider + ':', StringComparison.Ordinal);

    /// <summary>Name and summary of each.</summary>
    public static IEnumerable<(string Name, string Summary)> All => Known.Select(k => ($"{Provider}:{k.Key}", k.Value.Summary));

    /// <summary>Makes an embedded model.</summary>
    /// <param name="name">Its provider is <see cref="Provider"/>.</param>
    /// <param name="tokens">Counts its usage.</param>
    /// <exception cref="BadInputException">There is no such model, or it does not take a parameter of the name.</exception>
    public static ChatModel Create(ModelName name, MessageTokens tokens)
    {
        if (name.Provider != Provider || !Known.TryGetValue(name.Model, out var model) || name.BaseUrl is not null)
            throw new BadInputException($"model '{name}'", "is not known", "Use one of " + string.Join(", ", All.Select(m => m.Name)));

        int? window = null;
        foreach (var (key, value) in name.Parameters)
        {
            if (key != WindowParameter || name.Model != "lexical")
                throw new BadInputException($"model '{name}'", $"takes no parameter '{key}'", "Only embedded:lexical takes one: ?window=N");
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var tokensSeen) || tokensSeen == 0)
                throw new BadInputException($"model '{name}'", $"has the window '{value}'", "Give a number of tokens, like ?window=32000");
            window = tokensSeen;
        }

        return new(name, model.Create(tokens), window);
    }

    /// <summary>Makes embedded embeddings by their name.</summary>
    /// <exception cref="BadInputException">The name is not <see cref="Embeddings"/>.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddings(ModelName name) => name.Text == Embeddings
        ? CreateEmbeddings()
        : throw new BadInputException($"embeddings '{name}'", "are not known", $"Use {Embeddings}, or openai:MODEL with its base URL");

    /// <summary>Makes the embeddings that need no key and no network: hashed bags of stems and of neighbouring ones, of length 1. Thread-safe.</summary>
    public static IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddings() => new LexicalEmbeddingGenerator();
}
