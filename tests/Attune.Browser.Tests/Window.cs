namespace Attune.Browser.Tests;

/// <summary>How large the browser is.</summary>
public enum Window
{
    /// <summary>390 by 844, with touch.</summary>
    Phone,

    /// <summary>1280 by 800.</summary>
    Desktop,
}
