namespace Attune.Redacting;

/// <summary>What <see cref="Redactor"/> removes. The marker that takes its place is the kind's word in brackets: <c>[e-mail]</c>.</summary>
public enum SensitiveKind
{
    /// <summary>An e-mail address.</summary>
    EMail,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A payment card's number: 13 to 19 digits that pass Luhn's check.</summary>
    Card,

    /// <summary>An international bank account number that passes its check (mod 97).</summary>
    Iban,

    /// <summary>A number behind a word that says what it is: account, sort code, social security, passport and the like.</summary>
    Account,

    /// <summary>A street with its house number, or a post box.</summary>
    Address,

    /// <summary>An IP address, version 4 or 6.</summary>
    Ip,

    /// <summary>An API key, access token or private key.</summary>
    Key,

    /// <summary>What stands behind a word for password, and credentials in a URL.</summary>
    Password,

    /// <summary>A whole text that could not be searched in time, and was removed for that.</summary>
    Withheld,
}
