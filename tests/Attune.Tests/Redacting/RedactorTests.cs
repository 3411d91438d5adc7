using System.Text.RegularExpressions;
using Attune.Redacting;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Redacting;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("Write to anna.b+list@example.co.uk, please.", "Write to [e-mail], please.")]
    [InlineData("[mail](mailto:jürgen@müller.example)", "[mail](mailto:[e-mail])")]
    [InlineData("o'brien@example.ie and 李@例子.公司", "[e-mail] and [e-mail]")]
    [InlineData("我的邮箱是a@b.cn。", "[e-mail]。")]
    [InlineData("a@b, @anna, react@18.2.0", "a@b, @anna, react@18.2.0")]
    public void E_mail_addresses_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("+49 (0)170 123 45 67!", "[phone]!")]
    [InlineData("0049 30 1234567", "[phone]")]
    [InlineData("Ring 030/1234567 or 0171-1234567.", "Ring [phone] or [phone].")]
    [InlineData("(555) 213-4567, 555-213-4567, 1 555 213 4567", "[phone], [phone], [phone]")]
    [InlineData("01 42 68 53 00", "[phone]")]
    [InlineData("8 (912) 345-67-89", "8 [phone]")]
    [InlineData("手机13812345678。", "手机[phone]。")]
    [InlineData("98765 43210", "[phone]")]
    [InlineData("Mi teléfono es 612 345 678.", "Mi teléfono es [phone].")]
    [InlineData("call me at 5551234", "call me at [phone]")]
    [InlineData("＋٠١٢٣ +٤٩١٧٠١٢٣٤٥٦٧", "＋٠١٢٣ [phone]")]
    public void Telephone_numbers_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("In 1984 and 2024-03-12, at 12:30:45 on 01.02.2023 10:15, 01/02/2023.")]
    [InlineData("It costs 1,299.00, $1 200 000, 1.234.567,89 or 0.0001234567.")]
    [InlineData("ISBN 0-306-40615-2, ISBN-13: 978-0-306-40615-7, ISBN 0306406152")]
    [InlineData("0-306-40615-2 and 978-0-306-40615-7")]
    [InlineData("Fowler (2019) 123-145; pages 120-135; 3.1415926535897932")]
    [InlineData("1700000000 and 1700000000000 are timestamps, v0123456789 a version, 6e1234567890abcd a hash.")]
    [InlineData("The hotel 123456 has 10 000 000 000 atoms.")]
    [InlineData("Order 4111 1111 1111 1112 is not a card.")]
    [InlineData("ratio 3:4:5, std::vector, a::b, 12:34:56")]
    [InlineData("The password is required. Forgot your password? What is a passport? My account is new since 2020.")]
    [InlineData("It takes 10 minutes down the road, 2 blocks from Main Street; I live at home with 2 cats.")]
    [InlineData("10 things about street food, 5 great places, section 4 Way of life")]
    [InlineData("task-based risk-management sk-learn, key: value, token 12, eyJ")]
    [InlineData("[e-mail] and [phone] and password: [password]")]
    public void What_only_looks_alike_is_kept(string text)
    {
        var redactor = new Redactor();
        redactor.Redact(text).ShouldBeSameAs(text);
        redactor.Counts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("4111 1111 1111 1111 12/27 123", "[card] 12/27 123")]
    [InlineData("4111-1111-1111-1111, 5500005555555559, 3782 822463 10005", "[card], [card], [card]")]
    [InlineData("DE89 3704 0044 0532 0130 00 BIC COBADEFF", "[iban] BIC COBADEFF")]
    [InlineData("gb29nwbk60161331926819.", "[iban].")]
    [InlineData("account number is 1234-5678-90", "account number is [account]")]
    [InlineData("Kontonummer: 0123456789, sort code 12-34-56", "Kontonummer: [account], sort code [account]")]
    [InlineData("SSN 078-05-1120 or 078-05-1120", "SSN [account] or [account]")]
    [InlineData("passport number X1234567", "passport number [account]")]
    public void Numbers_of_cards_and_accounts_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Fact]
    public void An_iban_with_a_wrong_check_is_none() => Redact("DE89 3704 0044 0532 0130 01 x").ShouldNotContain("[iban]");

    [Theory]
    [InlineData("I live at 221B Baker Street, London NW1 6XE.", "I live at [address].")]
    [InlineData("Ship it to 12 Oak Ave., Apt 4B, Springfield, IL 62704!", "Ship it to [address]!")]
    [InlineData("come to 12 oak street", "come to [address]")]
    [InlineData("Friedrichstraße 12a, 10117 Berlin ist es.", "[address] ist es.")]
    [InlineData("Berliner Str. 5 und Hauptstr. 7", "[address] und [address]")]
    [InlineData("12 bis, rue de la Paix, 75002 Paris", "[address]")]
    [InlineData("Calle de Alcalá, 45 y Via Roma 12, Rua Augusta, n.º 1500", "[address] y [address], [address]")]
    [InlineData("ul. Długa 7; ул. Ленина, д. 10", "[address]; [address]")]
    [InlineData("Prinsengracht 263, Storgatan 5", "[address], [address]")]
    [InlineData("中山路123号", "[address]")]
    [InlineData("P.O. Box 1234, Postfach 10 20", "[address], [address]")]
    [InlineData("My address is Rose Cottage, 3 The Green, Little Wold. Thanks", "My address is [address]. Thanks")]
    public void Street_addresses_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("from 192.168.1.77 and 2001:db8::ff00:42:8329, fe80::1.", "from [ip] and [ip], [ip].")]
    [InlineData("IP address: 10.0.0.1", "IP address: [ip]")]
    [InlineData("version 1.2.3 and 300.1.1.1", "version 1.2.3 and 300.1.1.1")]
    public void Ip_addresses_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("sk-proj-abcdefghijklmnop1234", "[key]")]
    [InlineData("export T=ghp_abcdefghijklmnopqrstuvwxyz0123456789", "export T=[key]")]
    [InlineData("AKIAIOSFODNN7EXAMPLE;", "[key];")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4", "[key]")]
    [InlineData("Authorization: Bearer abcdefghijklmnop.qrst", "Authorization: Bearer [key]")]
    [InlineData("api_key = \"a1b2c3d4e5f6\"", "api_key = \"[key]\"")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE+abc/==\n-----END RSA PRIVATE KEY-----\nDone", "[key]\nDone")]
    [InlineData("Password: hunter2, Passwort ist gr3en!", "Password: [password], Passwort ist [password]!")]
    [InlineData("{\"password\": \"swordfish\", \"x\": 1}", "{\"password\": \"[password]\", \"x\": 1}")]
    [InlineData("my PIN is 4711", "my PIN is [password]")]
    [InlineData("postgres://app:s3cret@db.example.com/x", "postgres://[password]/x")]
    public void Keys_and_passwords_are_removed(string text, string redacted) => Redact(text).ShouldBe(redacted);

    [Fact]
    public void What_was_removed_is_counted_by_kind()
    {
        var redactor = new Redactor();
        redactor.Redact("a@b.org, c@d.org");
        redactor.Redact("+49 170 1234567");
        redactor.Counts.ShouldBe(new Dictionary<string, long> { ["e-mail"] = 2, ["phone"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void Several_threads_may_share_one_redactor()
    {
        var redactor = new Redactor();
        Parallel.For(0, 500, i => redactor.Redact($"u{i}@example.org +49 170 12345{i:00}").ShouldBe("[e-mail] [phone]"));
        redactor.Counts.ShouldBe(new Dictionary<string, long> { ["e-mail"] = 500, ["phone"] = 500 }, ignoreOrder: true);
    }

    [Fact]
    public void A_text_that_cannot_be_searched_in_time_is_withheld()
    {
        var redactor = new Redactor([(_, _) => throw new RegexMatchTimeoutException()]);
        redactor.Redact("anything").ShouldBe("[withheld]");
        redactor.Counts.ShouldBe(new Dictionary<string, long> { ["withheld"] = 1 });
    }

    [Fact]
    public void Redaction_is_idempotent_and_counts_nothing_the_second_time() => Prop.ForAll(Arb.From(Mixed), text =>
    {
        var once = Redact(text);
        var again = new Redactor();
        again.Redact(once).ShouldBeSameAs(once);
        again.Counts.ShouldBeEmpty();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void A_text_without_anything_sensitive_is_never_changed() => Prop.ForAll(Arb.From(Harmless), text =>
        Redact(text).ShouldBeSameAs(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void What_surrounds_a_finding_is_kept_to_the_character() => Prop.ForAll(Arb.From(Gen.Zip(Harmless, Harmless)), around =>
        Redact($"{around.Item1} a.b@example.org {around.Item2}").ShouldBe($"{around.Item1} [e-mail] {around.Item2}"))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_read_in_linear_time(string piece)
    {
        // A quadratic search of a million characters would take an hour: finishing is the test.
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var redacted = Redact(text + " a@b.org");
        redacted.ShouldEndWith("[e-mail]");
        redacted.ShouldNotContain("withheld");
    }

    public static TheoryData<string> Hostile =>
    [
        "a", "@", "a@", "a.", "1", "1 ", "1-", "+", "0", "(0", "A", "Aa ", "9 Aa ", "eyJ", "eyJaaaaa.", "sk-", "://a:", "::", "a:", "1.", "-----BEGIN PRIVATE KEY-----",
        "password", "password:", "account ", "address: ", "DE00 ", "\0", "\ud83d", "\udc4b\ud83d", "é", "路", "日1", "Bearer ", "token ", "\n", "\t", "rue de la ", "Calle ",
    ];

    private static Gen<string> Harmless { get; } = Gen.Elements(
            "walks", "über", "naïve", "日本", "😀", "tea-time", "(well)", "…", "O'Neil", "\0", "\n", "[x]", "Привет", "Street", "Main", "a/b", "C++", "key", "phone", "Rue", "%", "#", "::", "=")
        .ListOf().Select(words => string.Join(' ', words));

    private static Gen<string> Mixed { get; } = Gen.Elements(
            "a@b.org", "+49 170 1234567", "0", "1", "12", "345", "2024", "4111 1111 1111 1111", "DE89370400440532013000", "password:", "password is ", "address: ", "Bearer ", "sk-abcdefghijklmnop1234",
            "account", "phone", "tel.", "192.168.0.1", "::1", "Main Street", "Berliner Straße 5", "eyJhbGci.eyJhbGci.", " ", " ", " ", ".", "-", "/", "(", ")", "[", "]", ":", "@", "x", "Z", "\n", "ü", "😀", "\ud83d",
            "[phone]", "[card]", "my address is ", "api key = ", "://u:p@h.de", "-----BEGIN PRIVATE KEY-----", "号", "手机")
        .ListOf().Select(string.Concat);

    private static string Redact(string text) => new Redactor().Redact(text);
}
