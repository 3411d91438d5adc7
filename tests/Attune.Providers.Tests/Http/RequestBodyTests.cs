using Attune.Providers.Http;

namespace Attune.Providers.Tests.Http;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1, 0, 2 })]
    [InlineData(new[] { 65_536, 1 })]
    [InlineData(new[] { 10, 200_000, 10 })]
    [InlineData(new[] { 40_000, 40_000, 40_000, 131_072, 3 })]
    public async Task What_is_written_are_the_pieces_in_order(int[] lengths)
    {
        var random = new Random(7);
        var (body, expected) = (new RequestBody(), new List<byte>());
        foreach (var length in lengths)
        {
            var piece = new byte[length];
            random.NextBytes(piece);
            body.Add(piece);
            expected.AddRange(piece);
        }

        // Twice: a body may have to be sent again.
        for (var i = 0; i < 2; i++)
        {
            using var written = new MemoryStream();
            await body.WriteToAsync(written, CancellationToken.None);
            written.ToArray().AsSpan().SequenceEqual(expected.ToArray()).ShouldBeTrue();
        }

        using var atOnce = new MemoryStream();
        body.WriteTo(atOnce);
        atOnce.ToArray().AsSpan().SequenceEqual(expected.ToArray()).ShouldBeTrue();
        body.Length.ShouldBe(expected.Count);
    }

    [Fact]
    public async Task Many_short_pieces_are_few_writes()
    {
        var body = new RequestBody();
        for (var i = 0; i < 300; i++) body.Add(new byte[2000]);
        using var stream = new CountingStream();

        await body.WriteToAsync(stream, CancellationToken.None);

        stream.Length.ShouldBe(600_000);
        stream.Writes.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Cancelling_stops_the_writing()
    {
        using var cancel = new CancellationTokenSource();
        using var stream = new CountingStream { Written = cancel.Cancel };
        var body = new RequestBody().Add(new byte[100_000]).Add(new byte[100_000]);

        await Should.ThrowAsync<OperationCanceledException>(() => body.WriteToAsync(stream, cancel.Token));

        stream.Length.ShouldBeLessThan(200_000);
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public Action? Written { get; init; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            Writes++;
            if (buffer.Length > 0) Written?.Invoke();
        }
    }
}
