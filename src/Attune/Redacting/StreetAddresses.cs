using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>Streets with house numbers as several languages write them, post boxes, and what somebody calls their address.</summary>
internal static partial class StreetAddresses
{
    private const string Name = @"\p{Lu}[\p{L}\p{M}'’.-]{0,30}";
    private const string Particles = @"(?:(?i:de[ ]la|de[ ]los|de[ ]las|de|du|des|del|della|delle|dei|da|do|dos|das|la|las|le|les|los|el)[ ]|[ld]['’]){0,2}";
    private const string Town = @"(?:,?[ ](?:[A-Z]{1,2}-)?[0-9]{4,5}(?:[ ]\p{Lu}[\p{L}\p{M}-]{1,30}){1,2})?";

    public static void Find(string text, List<Finding> findings)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return;
        foreach (var regex in (Regex[])[English(), EnglishInPassing(), Germanic(), GermanicApart(), French(), NameThenNumber(), EastAsian(), Boxes()])
            foreach (var match in regex.EnumerateMatches(text))
                findings.Add(new(match.Index, match.Index + match.Length, SensitiveKind.Address));
        foreach (Match match in Called().Matches(text)) AddCalled(match.Groups[1], findings);
    }

    /// <summary>Up to the end of the sentence. "I live at home with 2 cats" tells no address: one begins with a number or a capital.</summary>
    private static void AddCalled(Group called, List<Finding> findings)
    {
        var value = called.ValueSpan;
        if (value.IndexOf(". ") is > 0 and var end) value = value[..end];
        value = value.TrimEnd(" .,\t");
        if (value.IsEmpty || char.IsLower(value[0]) || !value.ContainsAnyInRange('0', '9')) return;
        findings.Add(new(called.Index, called.Index + value.Length, SensitiveKind.Address));
    }

    /// <summary>221B Baker Street, Apt 4, Springfield, IL 62704.</summary>
    [GeneratedRegex(
        $@"(?<![\p{{L}}0-9.])[0-9]{{1,5}}[A-Za-z]?,?[ ](?:(?:{Name}|[0-9]{{1,3}}(?:st|nd|rd|th))[ ]){{1,4}}"
        + @"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Highway|Hwy|Parkway|Pkwy|Circle|Gardens|Mews)\b\.?"
        + @"(?:,?[ ](?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|#)\.?[ ]?[A-Za-z0-9-]{1,6})?"
        + @"(?:,[ ]\p{Lu}[\p{L}.'-]{1,30}(?:[ ]\p{Lu}[\p{L}.'-]{1,30}){0,2})?(?:,?[ ](?:[A-Z]{2}[ ][0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][A-Z0-9]?[ ][0-9][A-Z]{2}))?",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex English();

    /// <summary>at 12 oak street: written small, only behind a word that leads to a place.</summary>
    [GeneratedRegex(
        @"(?<=(?<!\p{L})(?:at|to|is|on|address:?)[ ])[0-9]{1,5}[ ]\p{L}{2,20}(?:[ ]\p{L}{2,20})?[ ](?:street|avenue|road|lane|drive|boulevard)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex EnglishInPassing();

    /// <summary>Friedrichstraße 12a, 10117 Berlin; Prinsengracht 263; Storgatan 5.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}-])\p{Lu}(?>[\p{L}\p{M}-]{1,40})(?:(?<=str)\.|(?<=straße|strasse|gasse|weg|allee|platz|damm|ufer|chaussee|straat|laan|plein|gracht|kade|dijk|singel|gatan|vägen|veien|gade|vej))"
        + $@"[ ]?[0-9]{{1,4}}(?:[ ]?[a-zA-Z])?(?![\p{{L}}0-9]){Town}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Germanic();

    /// <summary>Berliner Straße 12.</summary>
    [GeneratedRegex(
        $@"(?<![\p{{L}}-])\p{{Lu}}(?>[\p{{L}}\p{{M}}-]{{1,30}})[ ](?:Stra(?:ß|ss)e|Str\.|Allee|Platz|Weg|Gasse|Damm|Ufer|Ring)[ ][0-9]{{1,4}}(?:[ ]?[a-zA-Z])?(?![\p{{L}}0-9]){Town}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex GermanicApart();

    /// <summary>12 bis, rue de la Paix, 75002 Paris.</summary>
    [GeneratedRegex(
        $@"(?<![\p{{L}}0-9.])[0-9]{{1,4}}(?:[ ]?(?:bis|ter))?,?[ ](?i:rue|avenue|av\.|boulevard|bd|place|allée|chemin|impasse|quai|route|cours|passage)[ ]{Particles}\p{{L}}[\p{{L}}\p{{M}}'’-]{{1,30}}(?:[ ]{Name}){{0,3}}{Town}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex French();

    /// <summary>Calle de Alcalá, 45; Via Roma 12; Rua Augusta, n.º 1500; ul. Długa 7; ул. Ленина, д. 10; Rue Haute 3.</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?i:calle|c/|avenida|avda\.?|av\.|paseo|plaza|carrera|via|viale|piazza|corso|vicolo|rua|travessa|praça|alameda|rue|ul\.|al\.|ул\.|улица|пр\.|проспект)[ ]?"
        + $@"{Particles}{Name}(?:[ ]{Particles}{Name}){{0,3}},?[ ](?i:n\.?[º°o]?\.?[ ]?|д\.[ ]?|дом[ ])?[0-9]{{1,5}}[a-zA-Zа-я]?(?![\p{{L}}0-9]){Town}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex NameThenNumber();

    [GeneratedRegex(
        @"[\u3400-\u9FFF]{1,12}(?:路|街|大道|巷|弄)[0-9]{1,5}(?:弄[0-9]{1,4})?[号號](?:[0-9]{1,4}[室楼])?|[0-9]{1,3}丁目[0-9]{1,3}(?:番地?|-)[0-9]{0,4}号?",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex EastAsian();

    [GeneratedRegex(
        @"(?<!\p{L})(?:P\.?[ ]?O\.?[ ]?Box|Postfach|Apartado(?:[ ]de[ ]correos)?|Boîte[ ]postale|Casella[ ]postale|Postbus)[ ](?:n[º°o.]{1,2}[ ])?[0-9][0-9 ]{0,8}(?<=[0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Boxes();

    /// <summary>To the end of the line or sentence.</summary>
    [GeneratedRegex(
        @"(?<!\p{L}|(?:ip|mac|mail|web|url|memory)[ -])(?:(?:my|our|home|postal|mailing|shipping|billing|street|delivery)[ ]address(?:[ ]is|:)|address:|i[ ]live[ ]at|adresse[ ](?:ist|lautet)|(?:meine[ ])?anschrift(?:[ ](?:ist|lautet)|:)|adresse:"
        + @"|mon[ ]adresse[ ]est|j'habite[ ]au|mi[ ]dirección[ ]es|dirección:|vivo[ ]en[ ]la|il[ ]mio[ ]indirizzo[ ]è|indirizzo:|endereço:|meu[ ]endereço[ ]é|адрес:|地址[:：是])[ ]{0,2}"
        + @"([^\n\r\[\]!?;]{1,120})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Called();
}
