using System.CommandLine;
using System.Globalization;
using System.Text;
using Attune.Cli.Output;
using Attune.Tokens;

namespace Attune.Cli.Commands;

internal static class TokensCommand
{
    public static Command Create(Screen screen)
    {
        var encoding = new Option<string>("--encoding") { Description = string.Join(" or ", Tokenizer.Encodings) + ".", DefaultValueFactory = _ => Tokenizer.Encodings[0] };
        encoding.AcceptOnlyFromAmong([.. Tokenizer.Encodings]);
        var countOnly = new Option<bool>("--count-only") { Description = "Leave the ids out." };
        var json = RunCommand.Json();
        var command = new DocumentedCommand("tokens", "Counts the tokens of standard input.", """
            attune tokens --encoding o200k_base --json < chat.txt
            """) { encoding, countOnly, json };
        command.SetAction(async (parsed, token) =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            Print(screen, Tokenizer.Get(parsed.GetRequiredValue(encoding)), await input.ReadToEndAsync(token).ConfigureAwait(false), parsed.GetValue(countOnly), parsed.GetValue(json));
        });
        return command;
    }

    private static void Print(Screen screen, Tokenizer tokenizer, string text, bool countOnly, bool json)
    {
        if (countOnly)
        {
            var count = tokenizer.Count(text).ToString(CultureInfo.InvariantCulture);
            screen.Text(json ? $"{{\"count\":{count}}}\n" : count + "\n");
            return;
        }

        var ids = tokenizer.Encode(text);
        screen.Text(json
            ? $"{{\"count\":{ids.Count.ToString(CultureInfo.InvariantCulture)},\"ids\":[{string.Join(',', ids)}]}}\n"
            : $"{ids.Count.ToString(CultureInfo.InvariantCulture)}\n");
    }
}
