using Xunit.Abstractions;
using Xunit.Sdk;

namespace Attune.Web.Tests.Storage;

/// <summary>A test of a contract that each server must keep; skipped where its class says <see cref="NeedsPostgresAttribute"/> and there is none.</summary>
[XunitTestCaseDiscoverer("Attune.Web.Tests.Storage.StorageFactDiscoverer", "Attune.Web.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StorageFactAttribute : FactAttribute;

/// <summary>The class's tests talk to <see cref="PostgresServer"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

public sealed class StorageFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        [new StorageTestCase(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)];
}

public sealed class StorageTestCase : XunitTestCase
{
    [Obsolete("For the runner, which fills it in afterwards.", error: true)]
    public StorageTestCase() { }

    public StorageTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method) : base(sink, display, options, method) { }

    protected override string? GetSkipReason(IAttributeInfo fact) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? PostgresServer.Missing : base.GetSkipReason(fact);
}
