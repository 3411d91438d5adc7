using System.Text.Json;
using Attune.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Tokens;

public sealed class TokenizerTests
{
    private const string Chat = "User: I'd rather cook at home tonight.\nAssistant: Then let's plan a quick dinner — in 20 minutes!\n";

    public static TheoryData<string> Encodings => [.. Tokenizer.Encodings];

    // The fixture's ids come from tiktoken's WebAssembly build (npm tiktoken 1.0.22) with the published ranks and patterns.
    // js-tiktoken 1.0.21 agrees on every line; gpt-tokenizer 4.0.0 on all but the one with U+0085 and U+FEFF, where the \s of
    // JavaScript is not that of Unicode.
    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_ids_are_those_of_the_reference(string encoding)
    {
        foreach (var line in File.ReadLines("Fixtures/Tokens/golden.jsonl"))
        {
            using var golden = JsonDocument.Parse(line);
            var text = golden.RootElement.GetProperty("text").GetString()!;
            var ids = golden.RootElement.GetProperty(encoding).EnumerateArray().Select(id => id.GetInt32());

            Tokenizer.Get(encoding).Encode(text).ShouldBe(ids, $"of '{text}'");
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decoding_gives_the_encoded_text_back(string encoding)
    {
        var tokenizer = Tokenizer.Get(encoding);
        Prop.ForAll(AwkwardText.Valid, text => tokenizer.Decode(tokenizer.Encode(text).ToArray()) == text).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_count_is_the_number_of_ids(string encoding)
    {
        var tokenizer = Tokenizer.Get(encoding);
        foreach (var texts in new[] { AwkwardText.Valid, AwkwardText.WithLoneSurrogates })
            Prop.ForAll(texts, text => tokenizer.Count(text) == tokenizer.Encode(text).Count).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_lone_surrogate_counts_as_the_replacement_character()
    {
        var tokenizer = Tokenizer.Default;
        tokenizer.Encode("\uD83D").ShouldBe(tokenizer.Encode("\uFFFD"));
        tokenizer.Encode("a\uDE00b").ShouldBe(tokenizer.Encode("a\uFFFDb"));
        tokenizer.Encode("\uDE00\uD83D").ShouldBe(tokenizer.Encode("\uFFFD\uFFFD"));
    }

    [Fact]
    public void The_text_of_special_tokens_is_ordinary_text() => Tokenizer.Default.Count("<|endoftext|>").ShouldBe(7);

    [Fact]
    public void Half_a_character_decodes_to_the_replacement_character()
    {
        var ids = Tokenizer.Default.Encode("𠮷");
        ids.Count.ShouldBeGreaterThan(1);
        Tokenizer.Default.Decode([ids[0]]).ShouldBe("\uFFFD");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(199_998)]
    public void An_id_outside_the_vocabulary_is_refused(int id) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Tokenizer.Default.Decode([id])).Message.ShouldContain("0 to 199997");

    [Fact]
    public void An_unknown_encoding_is_refused_with_the_known_ones() =>
        Should.Throw<ArgumentException>(() => Tokenizer.Get("p50k_base")).Message.ShouldContain("o200k_base, cl100k_base");

    [Fact]
    public void The_default_is_the_one_instance_of_o200k_base()
    {
        Tokenizer.Default.Encoding.ShouldBe("o200k_base");
        Tokenizer.Default.ShouldBeSameAs(Tokenizer.Get("o200k_base"));
        Tokenizer.Encodings[0].ShouldBe("o200k_base");
    }

    [Fact]
    public void Many_threads_count_alike()
    {
        var texts = Enumerable.Range(0, 200).Select(line => string.Concat(Enumerable.Repeat($"{Chat}{line}Hmmm中文", line % 20))).ToArray();
        var alone = texts.Select(text => Tokenizer.Default.Count(text)).ToArray();

        texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(text => Tokenizer.Default.Count(text)).ShouldBe(alone);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Counting_allocates_nothing(string encoding)
    {
        var tokenizer = Tokenizer.Get(encoding);
        var text = string.Concat(Enumerable.Repeat(Chat + "Hmmmyes 我不喜欢吃辣的菜 " + new string('x', 500), 20));
        tokenizer.Count(text);

        // The least of several: a collection in between may have emptied the shared pools.
        Enumerable.Range(0, 5).Min(_ => AllocatedBy(() => tokenizer.Count(text))).ShouldBe(0);
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
