using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

public sealed class KrippendorffAlphaTests
{
    // Krippendorff (2011), section D: four observers of twelve units, a dot where a value is missing.
    private static readonly string[] s_fourObservers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

    // An example much used elsewhere: three coders of fifteen units.
    private static readonly string[] s_threeCoders = [".....34121133.3", "1.213343.......", "..21344.21133.4"];

    // Values and lower ends (jackknife) from the coincidence matrices, computed outside this program; 0.743, 0.815, 0.849 and 0.691, 0.807, 0.811 are published.
    [Theory]
    [InlineData(4, MeasurementLevel.Nominal, 0.743421052631579, 0.4173849537852247)]
    [InlineData(4, MeasurementLevel.Ordinal, 0.8153875037548814, 0.48555311883181057)]
    [InlineData(4, MeasurementLevel.Interval, 0.8491071428571428, 0.5352964426523303)]
    [InlineData(3, MeasurementLevel.Nominal, 0.691358024691358, 0.3190190024993503)]
    [InlineData(3, MeasurementLevel.Ordinal, 0.8067214199413153, 0.525691555924669)]
    [InlineData(3, MeasurementLevel.Interval, 0.8108448928121059, 0.4942268363920447)]
    public void Published_examples_give_the_published_alphas(int raters, MeasurementLevel level, double value, double low)
    {
        var alpha = KrippendorffAlpha.Of(Items(raters == 4 ? s_fourObservers : s_threeCoders), level);

        alpha.Value!.Value.ShouldBe(value, 1e-9);
        alpha.Low!.Value.ShouldBe(low, 1e-9);
        alpha.High.ShouldBe(1);
    }

    [Fact]
    public void Units_with_fewer_than_two_values_are_left_out_and_counted()
    {
        var alpha = KrippendorffAlpha.Of(Items(s_fourObservers), MeasurementLevel.Nominal);

        (alpha.N, alpha.LeftOut).ShouldBe((11, 1));
    }

    [Fact]
    public void Labels_that_are_words_agree_as_their_codes_do() =>
        KrippendorffAlpha.Nominal<string>([.. Items(s_threeCoders).Select(i => i.Select(v => $"label {v}").ToList())]).Value!.Value.ShouldBe(0.691358024691358, 1e-9);

    [Fact]
    public void Ordinal_alpha_hangs_on_the_order_alone()
    {
        var stretched = Items(s_threeCoders).Select(i => i.Select(v => Math.Pow(10, v)).ToList()).ToList();

        KrippendorffAlpha.Of(stretched, MeasurementLevel.Ordinal).Value!.Value.ShouldBe(0.8067214199413153, 1e-9);
    }

    [Theory]
    [InlineData(MeasurementLevel.Nominal)]
    [InlineData(MeasurementLevel.Ordinal)]
    [InlineData(MeasurementLevel.Interval)]
    public void It_is_undefined_without_pairs_or_without_variation(MeasurementLevel level)
    {
        KrippendorffAlpha.Of([[1], [], [2]], level).Undefined.ShouldBe("no item has two ratings");
        var same = KrippendorffAlpha.Of([[3, 3], [3, 3, 3]], level);
        (same.Value, same.Low).ShouldBe((null, null));
        same.Undefined!.ShouldContain("every rating is the same");
    }

    [Fact]
    public void Without_missing_ratings_nominal_alpha_is_Fleiss_kappa_with_a_small_sample_correction() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 3).ArrayOf(3).NonEmptyListOf()),
        items =>
        {
            var kappa = FleissKappa.Of([.. items.Select(i => (IReadOnlyCollection<int>)i)]).Value;
            var alpha = KrippendorffAlpha.Nominal([.. items.Select(i => (IReadOnlyCollection<int>)i)]).Value;
            double ratings = 3 * items.Count;
            return kappa is null ? alpha is null : Math.Abs(alpha!.Value - (kappa.Value + (1 - kappa.Value) / ratings)) < 1e-9;
        }).QuickCheckThrowOnFailure();

    private static List<List<double>> Items(string[] raters) =>
        [.. Enumerable.Range(0, raters[0].Length).Select(unit => raters.Where(r => r[unit] != '.').Select(r => (double)(r[unit] - '0')).ToList())];
}
