using Attune.Web.ModelServer;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Web.Tests.ModelServer;

public sealed class FingerprintTests
{
    [Fact]
    public void It_is_pinned_for_recorded_runs_depend_on_it()
    {
        Fingerprint.Of("Where shall I eat tonight?").ToString("x32").ShouldBe("a692e8f2459b90b8d3ecd824ea4ad9b8");
    }

    [Fact]
    public void One_changed_bit_changes_half_of_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(b => b is { Length: > 0 }), ArbMap.Default.ArbFor<int>(), (bytes, where) =>
        {
            var bit = (int)((uint)where % (bytes.Length * 8));
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return (int)UInt128.PopCount(Fingerprint.Of(bytes) ^ Fingerprint.Of(changed)) is > 24 and < 104;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Length_kind_and_order_count()
    {
        var zeros = Enumerable.Range(0, 100).Select(n => Fingerprint.Of(new byte[n])).ToList();
        zeros.Distinct().Count().ShouldBe(100);
        Fingerprint.Of("a", kind: 1).ShouldNotBe(Fingerprint.Of("a", kind: 2));
        Fingerprint.Of(zeros[1], zeros[2]).ShouldNotBe(Fingerprint.Of(zeros[2], zeros[1]));
    }
}
