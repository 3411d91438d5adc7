namespace Attune.Web.Storage;

/// <summary>Names of rows.</summary>
internal static class Id
{
    /// <summary>A name that nothing else has; later ones sort after earlier ones. It is no secret: who may see a row is decided by whose it is.</summary>
    public static string New() => Guid.CreateVersion7().ToString("n");
}
