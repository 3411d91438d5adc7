using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>Numbers of at least five digits behind a word that says that they identify somebody or somebody's money.</summary>
internal static partial class AccountNumbers
{
    public static void Find(string text, List<Finding> findings)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return;
        foreach (Match match in Cued().Matches(text))
            findings.Add(new(match.Groups[1].Index, match.Groups[1].Index + match.Groups[1].Length, SensitiveKind.Account));
    }

    [GeneratedRegex(
        @"(?<!\p{L})(?:bank[ ])?(?:accounts?|acct|a/c|konto|kto|cuenta|compte|conto|conta|rekening|routing|sort[ ]?code|bsb|blz|bankleitzahl|iban"
        + @"|ssn|social[ ]security|sozialversicherungs|passport|reisepass|personalausweis|ausweis|driver'?s[ ]licen[sc]e|tax|steuer|cpf|dni|nif|nino"
        + @"|账号|账户|帐号|口座番号|счёт|счет)"
        + @"[ -]?(?:numbers?|nummer|num|no|nr|id|identification|corrente|bancaria|bancario|#|n[º°])?\.?[ ]?(?:is|was|ist|lautet|est|es|è|é)?[ \t:：=#.]{0,4}"
        + @"([A-Z]{0,3}[0-9](?:[ ./-]?[0-9]){4,30}[A-Z]?)(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Cued();
}
