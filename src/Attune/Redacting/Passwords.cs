using System.Buffers;
using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>What stands behind a word for password and a colon, an equals sign or "is", in several languages; and credentials in a URL, with its host.</summary>
internal static partial class Passwords
{
    private const string Marker = @"(?!\[(?:e-mail|phone|card|iban|account|address|ip|key|password|withheld)\])";

    private const string Words =
        "pass(?:word|code|phrase|wd)|pwd|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|lösenord|hasło|parola|şifre|пароль|密码|密碼|パスワード|비밀번호";

    /// <summary>One of these is in every match, and looking for them costs next to nothing.</summary>
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        [
            "pass", "pwd", "kennwort", "mot de", "contrase", "senha", "wachtwoord", "senord", "hasło", "parola", "ifre", "пароль", "密码", "密碼", "パスワード", "비밀번호",
            "pin", "://",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static void Find(string text, List<Finding> findings)
    {
        if (!text.AsSpan().ContainsAny(Cues)) return;
        foreach (Match match in Told().Matches(text))
            if (match.Groups["sign"].Success || LooksMade(match.Groups[1].ValueSpan))
                Add(match.Groups[1]);
        foreach (Match match in Pins().Matches(text)) Add(match.Groups[1]);
        foreach (Match match in InUrls().Matches(text)) Add(match.Groups[1]);

        void Add(Group value)
        {
            var length = value.ValueSpan.TrimEnd(".,;:!?)]}>").Length;
            if (length > 0) findings.Add(new(value.Index, value.Index + length, SensitiveKind.Password));
        }
    }

    /// <summary>"The password is required" tells none: behind a verb, only what has a digit or a sign in it counts.</summary>
    private static bool LooksMade(ReadOnlySpan<char> value)
    {
        foreach (var c in value.TrimEnd(".,;:!?)]}>"))
            if (!char.IsLetter(c) && c is not ('-' or '\'' or '’'))
                return true;
        return false;
    }

    [GeneratedRegex(
        $@"(?:{Words})(?:[""'’]?[ \t]{{0,4}}(?<sign>=>|:=|->|[:=：])[ \t]{{0,4}}|[ ](?:is|was|ist|lautet|war|est|es|é|è|jest|är|to)[ ])[""'“‘`]?{Marker}([^\s""'“”‘’`<>]{{3,}})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Told();

    [GeneratedRegex(@"(?<![\p{L}])PIN(?:[ -]?(?:code|number|nummer))?[ ]?(?:is|ist|est|es|[:=])[ ]{0,2}([0-9]{4,8})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Pins();

    [GeneratedRegex(@"://([^\s/@:\[\]]{1,256}:[^\s/@\[\]]{1,256}@[^\s/:\[\]]{0,256})", RegexOptions.None, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex InUrls();
}
