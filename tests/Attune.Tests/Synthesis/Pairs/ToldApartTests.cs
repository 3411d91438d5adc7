using Attune.Conversations;
using Attune.Datasets;
using Attune.Judging;
using Attune.Methods;
using Attune.Models;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Synthesis.Pairs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Synthesis.Pairs;

public sealed class ToldApartTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-apart-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task An_evaluator_that_sees_only_texts_tells_the_helped_answers_apart_from_the_bare_ones()
    {
        var plan = new InterPrefPlan { Name = "pairs", From = SourceDataset.Write(Path.Combine(_root, "source"), SourceDataset.Usual), Model = "embedded:simulator" };
        await new InterPrefPipeline(plan, Path.Combine(_root, "pairs")).RunAsync();
        var dataset = Dataset.Open(Path.Combine(_root, "pairs"));

        var bare = await PassedAsync(dataset, Method.ZeroShot);

        bare.ShouldBeLessThan(0.25);
        (await PassedAsync(dataset, Method.NoHistory)).ShouldBeLessThan(0.15);
        foreach (var method in new[] { Method.TaskDescription, Method.Cot, Method.Workflow })
            (await PassedAsync(dataset, method)).ShouldBeGreaterThan(bare + 0.1, method);
    }

    private static async Task<double> PassedAsync(Dataset dataset, string method)
    {
        var tokens = new MessageTokens(Tokenizer.Default);
        var (lexical, evaluator) = (EmbeddedModels.Create(ModelName.Parse("embedded:lexical"), tokens).Client, new PairEvaluator(EmbeddedModels.Create(ModelName.Parse("embedded:judge"), tokens).Client));
        var sessions = dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)).Concat(dataset.RandomSessions).ToDictionary(s => s.Id);
        var passed = 0;
        foreach (var pair in dataset.Pairs)
        {
            var (a, b) = (dataset.Preference(pair.PreferenceA).Text, dataset.Preference(pair.PreferenceB).Text);
            var verdict = await evaluator.EvaluateAsync(new(a, b, pair.Query, await AnswerAsync(pair.HistoryA), await AnswerAsync(pair.HistoryB)));
            passed += verdict.Passed == true ? 1 : 0;

            async Task<string> AnswerAsync(IReadOnlyList<string> history)
            {
                using var client = Method.Wrap(method, lexical, pair.Query, a, new Bm25(), PromptLibrary.Default);
                List<ChatMessage> messages = [.. history.SelectMany(id => new Transcript(sessions[id]).Messages), new(ChatRole.User, pair.Query)];
                return (await client.GetResponseAsync(messages)).Text;
            }
        }

        return (double)passed / dataset.Pairs.Count;
    }
}
