using Attune.Methods;
using Attune.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Prompts;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-prompts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_of_the_folder_replaces_the_shipped_prompt_and_no_other()
    {
        Write("method-oracle.hbs", "I prefer this: {{preference}}\n");

        var prompts = PromptLibrary.WithOverrides(_folder);

        Oracle(prompts, "tea").ShouldBe("I prefer this: tea");
        prompts.Render("method-reminder", Values()).ShouldBe(PromptLibrary.Default.Render("method-reminder", Values()));
    }

    [Fact]
    public void The_hash_tells_changed_prompts_from_the_shipped_ones()
    {
        PromptLibrary.WithOverrides(_folder).Hash.ShouldBe(PromptLibrary.Default.Hash);

        Write("method-oracle.hbs", "{{preference}}!");
        var changed = PromptLibrary.WithOverrides(_folder).Hash;
        changed.ShouldNotBe(PromptLibrary.Default.Hash);

        Write("method-oracle.hbs", "{{preference}}?");
        PromptLibrary.WithOverrides(_folder).Hash.ShouldNotBe(changed);
    }

    [Fact]
    public void Windows_line_ends_change_neither_prompt_nor_hash()
    {
        const string template = "Mind this:\n{{preference}}\n";
        Write("method-oracle.hbs", template);
        var unix = PromptLibrary.WithOverrides(_folder);
        Write("method-oracle.hbs", template.ReplaceLineEndings("\r\n"));
        var windows = PromptLibrary.WithOverrides(_folder);

        windows.Hash.ShouldBe(unix.Hash);
        Oracle(windows, "tea").ShouldBe("Mind this:\ntea");
    }

    [Fact]
    public void A_file_that_replaces_nothing_is_refused_with_its_path_and_the_known_names()
    {
        var path = Write("method-orcale.hbs", "x");

        var fault = Should.Throw<BadInputException>(() => PromptLibrary.WithOverrides(_folder)).Faults.ShouldHaveSingleItem();

        fault.Place.ShouldBe(path);
        fault.Mend.ShouldContain("method-oracle");
    }

    [Theory]
    [InlineData("{{#if preference}}never closed")]
    [InlineData("{{preference")]
    [InlineData("{{#each}}{{/if}}")]
    public void A_broken_template_is_refused_with_its_path(string template)
    {
        var path = Write("method-oracle.hbs", template);

        Should.Throw<BadInputException>(() => PromptLibrary.WithOverrides(_folder)).Faults.ShouldHaveSingleItem().Place.ShouldBe(path);
    }

    [Theory]
    [InlineData("{{nonsense}}")]
    [InlineData("{{magic preference}}")]
    public void A_template_that_asks_for_what_there_is_not_is_refused_with_its_path(string template)
    {
        var path = Write("method-oracle.hbs", template);

        Should.Throw<BadInputException>(() => Oracle(PromptLibrary.WithOverrides(_folder), "tea")).Faults.ShouldHaveSingleItem().Place.ShouldBe(path);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Should.Throw<BadInputException>(() => PromptLibrary.WithOverrides(Path.Combine(_folder, "none"))).Faults.ShouldHaveSingleItem().Place.ShouldContain("none");

    [Theory]
    [InlineData("{{preference}} {{{preference}}} {{#each x}} {{> method-reminder}} {{!-- gone --}} {{/if}}")]
    [InlineData("<b>bold</b> & \"quoted\" 'single' &amp; =`")]
    [InlineData("\\{{escaped}} ${x} %s {0}")]
    public void Data_is_never_a_template_nor_escaped(string preference) => Oracle(PromptLibrary.Default, preference).ShouldContain(preference);

    [Fact]
    public void Whatever_is_put_in_comes_out_as_it_was() => Prop.ForAll(
        Arb.From(Gen.Elements("{{", "}}", "{", "}", "#if x", "/if", "<", ">", "&", "\"", "\\", "a", " ", "\u00e9", "\ud83d\ude00").NonEmptyListOf().Select(string.Concat)),
        text => Oracle(PromptLibrary.Default, $"[{text}]").Contains($"[{text}]", StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Fact]
    public void Quoted_turns_are_data_too()
    {
        var turn = new Dictionary<string, object?> { ["number"] = 1, ["user"] = "{{count}} <i>", ["assistant"] = "{{#each turns}}" };

        PromptLibrary.Default.Render("method-rag", new Dictionary<string, object?> { ["count"] = 1, ["turns"] = new List<object> { turn } })
            .ShouldContain("- user: {{count}} <i>\n- assistant: {{#each turns}}\n");
    }

    [Fact]
    public void Every_method_that_needs_a_prompt_has_one_that_ships() =>
        Should.NotThrow(() => Method.All.Select(m => m.Name).Select(name => Method.Wrap(
            name, new RecordingChatClient(), "q", "p", new Attune.Retrieval.Bm25(), PromptLibrary.Default)).ToList());

    private static Dictionary<string, object?> Values() => [];

    private static string Oracle(PromptLibrary prompts, string preference) =>
        prompts.Render("method-oracle", new Dictionary<string, object?> { ["preference"] = preference });

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
