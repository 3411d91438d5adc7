using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attune.Tokens;

namespace Attune.Tests.Tokens;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")]
    [InlineData("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7")]
    public void The_embedded_ranks_are_those_that_were_published(string encoding, string hashOfTiktokenFile)
    {
        var vocabulary = Vocabulary.Load(encoding);
        var published = new StringBuilder();
        for (var id = 0; id < vocabulary.Count; id++)
            published.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(vocabulary.BytesOf(id))} {id}\n");

        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(published.ToString()))).ShouldBe(hashOfTiktokenFile);
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    public void Every_token_is_found_by_its_bytes(string encoding)
    {
        var vocabulary = Vocabulary.Load(encoding);
        Enumerable.Range(0, vocabulary.Count).ShouldAllBe(id => IdOf(vocabulary, vocabulary.BytesOf(id).ToArray()) == id);
    }

    [Theory]
    [InlineData("qzxv")]
    [InlineData("a token with more than fifteen bytes")]
    public void Bytes_that_are_no_token_have_no_id(string text) =>
        IdOf(Vocabulary.Load("cl100k_base"), Encoding.UTF8.GetBytes(text)).ShouldBe(Vocabulary.NoId);

    [Fact]
    public void Zeros_at_the_end_belong_to_the_token() =>
        IdOf(Vocabulary.Load("cl100k_base"), [(byte)'a', 0]).ShouldBe(Vocabulary.NoId);

    private static int IdOf(Vocabulary vocabulary, byte[] token) =>
        vocabulary.IdOf(new PaddedUtf8([.. token, .. new byte[PaddedUtf8.Padding]]), 0, token.Length);
}
