namespace Attune.Providers;

/// <summary>A protocol, and the vendor whose it is.</summary>
/// <param name="Provider">Its name in model names.</param>
/// <param name="KeyVariable">The environment variable that holds the key.</param>
/// <param name="UrlVariable">The environment variable that names another endpoint.</param>
/// <param name="Url">The vendor's own endpoint.</param>
/// <param name="LocalPath">The path of a base URL, as compatible servers have it.</param>
/// <param name="Parameters">What may stand after the question mark of a model name.</param>
internal sealed record Vendor(
    string Provider, string KeyVariable, string UrlVariable, Uri Url, string LocalPath, IReadOnlyList<string> Parameters)
{
    public static Vendor OpenAi { get; } = new(
        "openai",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        new("https://api.openai.com/v1"),
        "/v1",
        [ModelParameters.Temperature, ModelParameters.TopP, ModelParameters.MaxOutput, ModelParameters.Seed, ModelParameters.Reasoning, ModelParameters.Window, ModelParameters.Timeout]);

    /// <summary>The protocol version that the SDK speaks has neither temperature, top-p nor seed; a parameter that would be lost in silence is refused.</summary>
    public static Vendor Anthropic { get; } = new(
        "anthropic",
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_BASE_URL",
        new("https://api.anthropic.com"),
        "",
        [ModelParameters.MaxOutput, ModelParameters.Reasoning, ModelParameters.Window, ModelParameters.Timeout]);

    public static IReadOnlyList<Vendor> All { get; } = [OpenAi, Anthropic];
}
