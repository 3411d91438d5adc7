using Attune.Datasets;
using Attune.Datasets.Merging;
using Attune.Datasets.Parts;

namespace Attune.Tests.Synthesis.Mining;

public sealed class MinedSourcesTests : IDisposable
{
    private readonly MinedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_part_names_no_user_who_is_not_in_it()
    {
        await _folder.MineAsync(_folder.Chats(("ann", ["I love rye bread."]), ("cy", ["I love rye bread!"])));

        var parts = Enumerable.Range(0, 20).Select(seed => DatasetSample.Write(Dataset.Open(_folder.At("mined")), 1, seed, _folder.At($"part-{seed}"))).Select(p => Dataset.Open(p.Folder)).ToList();

        parts.Select(p => p.Profiles.Single().Id).Distinct().Order().ShouldBe(["ann", "cy"]);
        foreach (var part in parts.Where(p => p.Profiles.Single().Id == "ann")) part.Preferences.Single().Sources.ShouldBe([new() { UserId = "ann", SessionId = "chat-1-001" }]);
        foreach (var part in parts.Where(p => p.Profiles.Single().Id == "cy")) part.Preferences.ShouldBeEmpty("it is written as its first holder's");
    }

    [Fact]
    public async Task A_merge_renames_sources_with_their_users_and_sessions()
    {
        var chats = _folder.Chats(("ann", ["I love rye bread."]));
        await _folder.MineAsync(chats, "one");
        await _folder.MineAsync(chats, "two", seed: 1);

        DatasetMerge.Write([_folder.At("one"), _folder.At("two")], _folder.At("both"));

        var both = Dataset.Open(_folder.At("both"));
        both.Preferences.SelectMany(p => p.Sources!).ShouldBe([new() { UserId = "ann", SessionId = "chat-1-001" }, new() { UserId = "two-ann", SessionId = "two-chat-1-001" }]);
        both.SessionsOf("two-ann").Select(s => s.Id).ShouldBe(["two-chat-1-001"]);
    }
}
