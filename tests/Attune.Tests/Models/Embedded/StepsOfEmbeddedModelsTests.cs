using Attune.Methods;
using Attune.Models;
using Attune.Models.Embedded;
using Attune.Prompts;
using Attune.Questions;
using Attune.Retrieval;
using Attune.Tasks;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Embedded;

public sealed class StepsOfEmbeddedModelsTests
{
    private const string Lexical = "embedded:lexical";
    private const string Question = "Where should I stay in Lisbon?";

    private static readonly string[] Methods = [Method.TaskDescription, Method.PrefixCot, Method.Cot, Method.Workflow, Method.SelfCritic];

    public static TheoryData<string> MethodNames => [.. Methods];

    [Theory]
    [InlineData("extract")]
    [InlineData("choose")]
    [InlineData("plan")]
    public async Task Models_without_memory_list_nothing(string step)
    {
        foreach (var name in (string[])["embedded:generic", "embedded:random"])
            (await Client(name).GetResponseAsync([.. History(), Step($"method-workflow-{step}")])).Text.ShouldBe("[]");
    }

    [Fact]
    public async Task The_lexical_model_lists_what_the_user_said_they_like_or_avoid()
    {
        var response = await Client(Lexical).GetResponseAsync([.. History(), Step("method-workflow-extract")]);

        StepItems.Read(response.Text, []).ShouldBe(["I only ever sleep well in quiet guest houses.", "I dislike anything with peanuts in it."]);
    }

    [Fact]
    public async Task It_chooses_by_the_words_that_preference_and_question_share()
    {
        var response = await Client(Lexical).GetResponseAsync([Step("method-workflow-choose", "I dislike peanuts.", "I love to stay in guest houses.")]);

        StepItems.Read(response.Text, []).ShouldBe(["I love to stay in guest houses."]);
    }

    [Fact]
    public async Task Where_no_word_is_shared_it_chooses_what_is_stated_most_strongly()
    {
        var response = await Client(Lexical).GetResponseAsync([Step("method-workflow-choose", "I own a bicycle.", "I hate peanuts, and I love apricots.")]);

        StepItems.Read(response.Text, [])![0].ShouldBe("I hate peanuts, and I love apricots.");
    }

    [Fact]
    public async Task It_plans_by_what_a_preference_is_for_and_against()
    {
        var response = await Client(Lexical).GetResponseAsync([Step("method-workflow-plan", "I love quiet guest houses.", "I dislike peanuts.", "I own a bicycle.")]);

        StepItems.Read(response.Text, []).ShouldBe(["Put first what fits this: I love quiet guest houses.", "Leave out what goes with this: I dislike peanuts.", "Put first what fits this: I own a bicycle."]);
    }

    [Fact]
    public async Task Its_criticism_names_what_the_draft_left_out_and_the_answer_takes_it_up()
    {
        var response = await Wrap(Method.SelfCritic, new Drafting(Client(Lexical), "The Party Inn.")).GetResponseAsync(
            [new(ChatRole.User, "I only stay where nights are quiet, or I lie awake."), new(ChatRole.Assistant, "Noted."), new(ChatRole.User, Question)]);

        MethodSteps.Of(response)[1].Text.ShouldContain("\"I only stay where nights are quiet, or I lie awake.\"");
        response.Text.ShouldContain("nights are quiet");
        response.Text.ShouldNotContain("Party Inn");
    }

    [Theory]
    [MemberData(nameof(MethodNames))]
    public async Task What_a_method_says_before_the_question_states_no_taste_of_its_own(string method)
    {
        var model = new RecordingChatClient(p => p[^1].Text.StartsWith("Step: ", StringComparison.Ordinal) ? "[\"Bicycle\"]" : "Draft");
        await Wrap(method, model).GetResponseAsync([.. History(), new(ChatRole.User, Question)]);

        var read = ReadQuestion.From(model.Prompts[^1]);

        read.Question.ShouldBe(Question);
        read.Said.ShouldNotBeEmpty();
        read.Said.ShouldAllBe(line => !Stance.Of(line).IsStated);
    }

    [Theory]
    [InlineData("embedded:lexical")]
    [InlineData("embedded:generic")]
    [InlineData("embedded:random")]
    public async Task Closed_questions_are_answered_in_their_form_by_every_method(string name)
    {
        var query = new Query
        {
            Id = "q",
            PreferenceId = "p",
            Question = Question,
            Answer = "B",
            TrueQuestion = "Would a quiet guest house suit me?",
            FalseQuestion = "Would a party hostel suit me?",
            Options = [new() { Label = "A", Text = "A party hostel." }, new() { Label = "B", Text = "A quiet guest house." }, new() { Label = "C", Text = "A tent." }, new() { Label = "D", Text = "A boat." }],
        };
        foreach (var method in Methods)
        {
            foreach (var question in ((TaskKind[])[TaskKind.MultipleChoice, TaskKind.TrueFalse]).SelectMany(t => TaskQuestion.For(query, t, 0, PromptLibrary.Default)))
            {
                var response = await Wrap(method, Client(name)).GetResponseAsync([.. History(), new(ChatRole.User, question.Text)]);
                AnswerParser.Parse(question, response.Text).Choice.ShouldNotBeNull($"{method}: {response.Text}");
            }
        }
    }

    [Fact]
    public async Task An_evaluator_that_sees_only_texts_tells_the_methods_apart()
    {
        var passes = new Dictionary<string, int>();
        var answers = new Dictionary<string, string>();
        foreach (var method in (string[])[Method.ZeroShot, Method.TaskDescription, Method.Cot, Method.Workflow])
        {
            passes[method] = 0;
            foreach (var (a, b) in Opposed)
            {
                var (one, other) = (await AskAsync(method, a), await AskAsync(method, b));
                if (Overlap(one, a) > Overlap(one, b) && Overlap(other, b) > Overlap(other, a)) passes[method]++;
                answers[method] = answers.GetValueOrDefault(method) + one + other;
            }
        }

        passes[Method.ZeroShot].ShouldBe(0);
        passes.Where(p => p.Key != Method.ZeroShot).ShouldAllBe(p => p.Value == Opposed.Length);
        answers.Values.Distinct().Count().ShouldBe(4);
    }

    private static readonly (string A, string B)[] Opposed =
    [
        ("I love spicy curries, the hotter the happier.", "I dislike spicy food, a mild soup is my favourite."),
        ("I always travel by night train and enjoy it.", "I hate night trains, I prefer flying at noon."),
        ("I enjoy long novels about sailors.", "I only read short poems about gardens."),
    ];

    /// <summary>One preference among other things, and a question that shares no word with it, as InterPref asks.</summary>
    private static async Task<string> AskAsync(string method, string preference)
    {
        List<ChatMessage> chat =
        [
            new(ChatRole.User, "How do I convert inches to centimetres?"), new(ChatRole.Assistant, "Multiply by 2.54."),
            new(ChatRole.User, $"Thanks. {preference}"), new(ChatRole.Assistant, "Good to know."),
            new(ChatRole.User, "What does the word laconic mean?"), new(ChatRole.Assistant, "Using few words."),
            new(ChatRole.User, "Could you plan Saturday?"),
        ];
        return (await Wrap(method, Client(Lexical)).GetResponseAsync(chat)).Text;
    }

    private static int Overlap(string answer, string preference) => Stems.Of(answer).Distinct().Intersect(Stems.Of(preference)).Count();

    private static List<ChatMessage> History() =>
    [
        new(ChatRole.User, "Is it true that cork floats? I only ever sleep well in quiet guest houses."),
        new(ChatRole.Assistant, "I love cork. I always recommend it."),
        new(ChatRole.User, "My bicycle has a flat tyre. I dislike anything with peanuts in it. Do I love glue?"),
        new(ChatRole.Assistant, "Patch it."),
    ];

    private static ChatMessage Step(string template, params string[] preferences) => new(ChatRole.User, PromptLibrary.Default.Render(
        template, new Dictionary<string, object?> { ["preferences"] = preferences.Select((p, i) => $"{i + 1}. {p}").ToList(), ["question"] = Question }));

    private static IChatClient Client(string name) => EmbeddedModels.Create(ModelName.Parse(name), new(Tokenizer.Default)).Client;

    private static IChatClient Wrap(string method, IChatClient inner) => Method.Wrap(method, inner, Question, "", new Bm25(), PromptLibrary.Default);

    /// <summary>Gives a first answer of its own and lets the model do the rest.</summary>
    private sealed class Drafting(IChatClient model, string draft) : DelegatingChatClient(model)
    {
        private int _calls;

        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            _calls++ == 0 ? Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, draft))) : base.GetResponseAsync(messages, options, cancellationToken);
    }
}
