using Attune.Models.Caching;

namespace Attune.Tests.Models.Caching;

public sealed class MemoryResponseStoreTests : ResponseStoreContract
{
    protected override IResponseStore Open() => new MemoryResponseStore(Time);
}
