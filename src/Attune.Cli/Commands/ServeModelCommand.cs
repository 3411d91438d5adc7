using System.CommandLine;
using Attune.Cli.Output;
using Attune.Models;
using Attune.Web.ModelServer;

namespace Attune.Cli.Commands;

internal static class ServeModelCommand
{
    public static Command Create(Screen screen)
    {
        var model = new Argument<string>("model") { Description = "An embedded model; 'attune models' lists them.", DefaultValueFactory = _ => "embedded:lexical" };
        var options = new ServeModelOptions();
        var command = new DocumentedCommand("serve-model", "Serves an embedded model as an OpenAI- and Anthropic-compatible endpoint, to try clients without a key.", """
            attune serve-model embedded:lexical
            attune serve-model embedded:lexical --urls http://127.0.0.1:8081 --latency 200ms-400ms --faults 0.3 --seed 7
            attune serve-model embedded:judge --faults 429=0.1,429-after=0.05,drop=0.05 --prefix-cache --cache-ttl 5m
            attune serve-model embedded:lexical --requests-per-minute 600 --max-in-flight 16 --require-key local-test
            """) { model };
        options.AddTo(command);
        command.SetAction((parsed, token) => ServeAsync(screen, ModelName.Parse(parsed.GetRequiredValue(model)), options.Read(parsed), token));
        return command;
    }

    private static async Task<int> ServeAsync(Screen screen, ModelName model, ModelHostOptions options, CancellationToken cancellationToken)
    {
        await using var host = await ModelHost.StartAsync(model, options, cancellationToken: cancellationToken).ConfigureAwait(false);
        var (name, address) = (model.Text[(model.Provider.Length + 1)..], host.Addresses[0].GetLeftPart(UriPartial.Authority));
        screen.Text($$"""
            Serving {{model}} at {{address}}, until Ctrl-C. Try it:
              attune run --model openai:{{model.Model}}@{{address}}/v1
              curl {{address}}/v1/chat/completions -d '{"model":"{{name}}","messages":[{"role":"user","content":"Where should I eat tonight?"}]}'

            """.ReplaceLineEndings("\n"));
        await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return Cli.Done;
    }
}
