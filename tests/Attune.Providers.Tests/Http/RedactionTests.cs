using Attune.Providers.Http;

namespace Attune.Providers.Tests.Http;

public sealed class RedactionTests
{
    private const string Key = "planted-K3y/with+odd=characters";

    [Theory]
    [InlineData($"wrong key (Bearer {Key}).", "wrong key (Bearer [key]).")]
    [InlineData($"[Authorization: Bearer {Key}]", "[Authorization: Bearer [key]]")]
    [InlineData("wrong key (Bearer another.key-of/a~proxy==).", "wrong key (Bearer [key]).")]
    [InlineData("Bearer [sk-othersecret].", "Bearer [[key]].")]
    [InlineData("Bearer <(abc.def)>, and more", "Bearer <([key])>, and more")]
    [InlineData($"Bearer [{Key}].", "Bearer [[key]].")]
    [InlineData("Bearer  abc.def, and more", "Bearer [key], and more")]
    [InlineData($"Bearer {Key}-and-more", "Bearer [key]")]
    [InlineData("got sk-abcdefghijklmnopqrstuvwxyz.", "got [key].")]
    public void Keys_go_and_what_stands_around_them_stays(string text, string shown) => new Redaction(Key).OneLine(text).ShouldBe(shown);
}
