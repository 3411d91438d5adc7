using System.Text;
using System.Text.Json;
using Attune.Datasets;

namespace Attune.Tests.Datasets;

public sealed class CardAuditTests
{
    [Theory]
    [InlineData("{\"format\": \"attune/1\", \"name\": \"x\"}")]
    [InlineData("{\n  \"format\": \"attune/1\",\n  \"merged_from\": [{\"audit\": 1}],\n  \"counts\": {\"a\": 1}\n}\n")]
    [InlineData("\ufeff{\r\n\t\"format\": \"attune/1\"\r\n}\r\n")]
    public void Put_in_and_taken_out_no_byte_has_changed(string card)
    {
        var bytes = Encoding.UTF8.GetBytes(card);

        var once = CardAudit.With(bytes, "{\n  \"passed\": true\n}");
        var twice = CardAudit.With(once, "{\n  \"passed\": false\n}");

        CardAudit.Without(bytes).ShouldBe(bytes);
        CardAudit.Without(once).ShouldBe(bytes);
        CardAudit.Without(twice).ShouldBe(bytes);
        JsonDocument.Parse(Encoding.UTF8.GetString(twice).TrimStart('\ufeff')).RootElement.GetProperty("audit").GetProperty("passed").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"audit\": {\"a\": [1, 2]}, \"name\": \"x\"}", "{\"name\": \"x\"}")]
    [InlineData("{\"format\": 1 , \"audit\": null, \"name\": \"x\"}", "{\"format\": 1, \"name\": \"x\"}")]
    [InlineData("{\"audit\": 1}", "{}")]
    public void A_card_that_was_edited_by_hand_loses_the_field_wherever_it_stands(string card, string without) =>
        Encoding.UTF8.GetString(CardAudit.Without(Encoding.UTF8.GetBytes(card))).ShouldBe(without);

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1, 2]")]
    [InlineData("{\"audit\": ")]
    public void What_is_no_card_is_left_as_it_is(string card) => CardAudit.Without(Encoding.UTF8.GetBytes(card)).ShouldBe(Encoding.UTF8.GetBytes(card));

    [Fact]
    public void The_hash_of_a_dataset_leaves_the_audit_out_and_nothing_else()
    {
        using var tiny = new TinyDataset();
        var before = tiny.Open().Hash;

        File.WriteAllBytes(tiny.PathOf("dataset.json"), CardAudit.With(File.ReadAllBytes(tiny.PathOf("dataset.json")), "{\"passed\": true}"));
        tiny.Open().Hash.ShouldBe(before);
        tiny.Open().Card.Extra.ShouldNotBeNull().ShouldContainKey("audit");

        tiny.Edit("dataset.json", text => text.Replace("tiny", "other"));
        tiny.Open().Hash.ShouldNotBe(before);
    }

    [Fact]
    public void A_part_of_a_dataset_is_not_audited_because_the_whole_is()
    {
        using var tiny = new TinyDataset();
        File.WriteAllBytes(tiny.PathOf("dataset.json"), CardAudit.With(File.ReadAllBytes(tiny.PathOf("dataset.json")), "{\"passed\": true}"));

        Attune.Datasets.Parts.DatasetSample.Write(tiny.Open(), 1, 0, Path.Combine(tiny.Root, "part"), CancellationToken.None);

        Dataset.Open(Path.Combine(tiny.Root, "part")).Card.Extra.ShouldSatisfyAllConditions(e => (e ?? []).ShouldNotContainKey("audit"));
    }
}
