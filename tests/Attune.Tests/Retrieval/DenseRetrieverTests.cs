using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Retrieval;

public sealed class DenseRetrieverTests
{
    private static readonly Dictionary<string, float[]> Vectors = new()
    {
        ["query"] = [1, 0],
        ["far"] = [0, 1],
        ["near\nreply"] = [10, 1],
        ["nearest"] = [0.1f, 0],
        ["opposite"] = [-1, 0],
    };

    private readonly ConversationTurn[] _turns =
    [
        Turn("opposite"), Turn("far"), Turn("near", "reply"), Turn("nearest"),
    ];

    [Fact]
    public async Task Turns_come_in_the_order_of_their_cosine_whatever_their_length()
    {
        (await new DenseRetriever(new FakeGenerator()).FindAsync("query", _turns, 4)).ShouldBe([3, 2, 1, 0]);
        (await new DenseRetriever(new FakeGenerator()).FindAsync("query", _turns, 2)).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task Each_turn_is_embedded_once_and_the_query_each_time()
    {
        var generator = new FakeGenerator();
        var retriever = new DenseRetriever(generator);

        await retriever.FindAsync("query", _turns, 1);
        await retriever.FindAsync("query", [.. _turns, _turns[0]], 1);

        generator.Texts.Count(t => t == "query").ShouldBe(2);
        generator.Texts.Where(t => t != "query").ShouldBe(["opposite", "far", "near\nreply", "nearest"]);
    }

    [Fact]
    public async Task Turns_are_sent_in_batches()
    {
        var generator = new FakeGenerator();

        await new DenseRetriever(generator, batch: 3).FindAsync("query", _turns, 1);

        generator.Batches.ShouldBe([3, 1, 1]);
    }

    [Fact]
    public async Task Ties_go_to_the_earlier_turn() =>
        (await new DenseRetriever(new FakeGenerator()).FindAsync("query", [Turn("far"), Turn("far"), Turn("nearest"), Turn("nearest")], 4))
            .ShouldBe([2, 3, 0, 1]);

    [Fact]
    public async Task Fewer_embeddings_than_texts_are_an_error() => (await Should.ThrowAsync<InvalidOperationException>(
        async () => await new DenseRetriever(new FakeGenerator(missing: 1)).FindAsync("query", _turns, 1))).Message.ShouldContain("fewer embeddings");

    [Fact]
    public async Task No_embedding_for_the_query_is_the_same_error() => (await Should.ThrowAsync<InvalidOperationException>(
        async () => await new DenseRetriever(new FakeGenerator(missing: 1)).FindAsync("query", [], 1))).Message.ShouldContain("fewer embeddings");

    [Fact]
    public async Task Cancellation_stops_the_search() => await Should.ThrowAsync<OperationCanceledException>(
        async () => await new DenseRetriever(new FakeGenerator()).FindAsync("query", _turns, 1, new CancellationToken(canceled: true)));

    private static ConversationTurn Turn(string user, string? assistant = null) =>
        new(new(ChatRole.User, user), assistant is null ? null : new(ChatRole.Assistant, assistant));

    private sealed class FakeGenerator(int missing = 0) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Texts { get; } = [];

        public List<int> Batches { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var texts = values.ToList();
            Texts.AddRange(texts);
            Batches.Add(texts.Count);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.SkipLast(missing).Select(t => new Embedding<float>(Vectors[t]))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
