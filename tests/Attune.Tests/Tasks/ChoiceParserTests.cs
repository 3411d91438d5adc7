using Attune.Questions;
using Attune.Tasks;

namespace Attune.Tests.Tasks;

public sealed class ChoiceParserTests
{
    private static readonly Option[] Shown =
    [
        new() { Label = "A", Text = "A party hostel on the main square, with a bar in the lobby." },
        new() { Label = "B", Text = "A quiet hotel above the harbour." },
        new() { Label = "C", Text = "Camping by the lake" },
        new() { Label = "D", Text = "A serviced flat near the station, with tall windows." },
    ];

    [Theory]
    [InlineData("B")]
    [InlineData("b")]
    [InlineData(" B\n")]
    [InlineData("B.")]
    [InlineData("B!")]
    [InlineData("(b)")]
    [InlineData("(B)")]
    [InlineData("B)")]
    [InlineData("[B]")]
    [InlineData("\"B\"")]
    [InlineData("\u201CB\u201D")]
    [InlineData("'B'")]
    [InlineData("`B`")]
    [InlineData("**B**")]
    [InlineData("**B.**")]
    [InlineData("__B__")]
    [InlineData("_B_")]
    [InlineData("***B***")]
    [InlineData("# B")]
    [InlineData("> B")]
    [InlineData("- B")]
    [InlineData("Option B")]
    [InlineData("**Option B**")]
    [InlineData("option b.")]
    [InlineData("Choice: B")]
    [InlineData("\u2705 **B**")]
    [InlineData("B\r\n")]
    [InlineData("```\nB\n```")]
    [InlineData("B<|im_end|>")]
    [InlineData("B</s>")]
    public void A_letter_in_any_dress_is_the_choice(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("Answer: B")]
    [InlineData("Answer: B.")]
    [InlineData("answer: b")]
    [InlineData("Answer = B")]
    [InlineData("**Answer:** B")]
    [InlineData("**Answer: B**")]
    [InlineData("Answer: **(B)**")]
    [InlineData("### Answer\n\nB")]
    [InlineData("## Answer: B\n\nBecause it is calm.")]
    [InlineData("The answer is B.")]
    [InlineData("The answer is (B) because you sleep badly.")]
    [InlineData("The correct answer is **B**.")]
    [InlineData("The correct answer is: B")]
    [InlineData("My answer would be B")]
    [InlineData("My pick: B")]
    [InlineData("My recommendation: Option B, the one above the harbour.")]
    [InlineData("The best choice is B.")]
    [InlineData("Final answer: B")]
    [InlineData("**Final Answer**\n\n**B**")]
    [InlineData("FINAL ANSWER: B")]
    [InlineData("Antwort: B")]
    [InlineData("Die Antwort ist B.")]
    [InlineData("La respuesta es B")]
    [InlineData("R\u00E9ponse : B")]
    [InlineData("La risposta \u00E8 B.")]
    [InlineData("\u041E\u0442\u0432\u0435\u0442: B")]
    [InlineData("\u7B54\u6848\uFF1AB")]
    [InlineData("\u7B54\u6848\u662FB\u3002")]
    [InlineData("{'answer': 'B'}")]
    public void A_labelled_answer_is_the_choice(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("""{"answer": "B"}""")]
    [InlineData("""{"answer": "b"}""")]
    [InlineData("""{"answer": "B."}""")]
    [InlineData("""{"answer": "B. A quiet hotel above the harbour."}""")]
    [InlineData("""{"answer": ["B"]}""")]
    [InlineData("""{"reasoning": "A is the best for parties, C is wet.", "answer": "B", "confidence": 0.83}""")]
    [InlineData("""{"result": {"finalAnswer": "B"}}""")]
    [InlineData("""{"Final Answer": "Option B"}""")]
    [InlineData("""{"letter": "B", "choice": "B"}""")]
    [InlineData("```json\n{\n  \"answer\": \"B\",\n  \"why\": \"not A\"\n}\n```")]
    [InlineData("Here is my answer:\n```json\r\n{\"choice\": \"B\"}\r\n```\nTell me if you need more.")]
    [InlineData("""I weighed {A, C} first. {"answer": "B"}""")]
    [InlineData("<answer>B</answer>")]
    [InlineData("<answer>\nB\n</answer>")]
    [InlineData("<answer>B")]
    [InlineData("I looked at A and at C.\n<final_answer>(B)</final_answer>")]
    [InlineData("<answer>The answer is B.</answer>")]
    [InlineData(@"\boxed{B}")]
    [InlineData(@"The answer is $\boxed{\text{B}}$.")]
    [InlineData(@"A is loud. \[\boxed{\textbf{B}}\]")]
    public void A_structured_answer_is_the_choice(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("<think>A looks good. The answer is A.</think>B")]
    [InlineData("<think>\nA?\n</think>\n\n**B**")]
    [InlineData("<thinking>I'd go with C</thinking>\nAnswer: B")]
    [InlineData("The user likes parties, so A. Hmm.\n</think>\nB")]
    [InlineData("<think>one</think><think>two: A</think>B")]
    [InlineData("B\n<think>was A better?</think>")]
    [InlineData("B\n<think>was A bet")]
    [InlineData("[THINK]A or C[/THINK]B")]
    [InlineData("<|channel|>analysis<|message|>A or B? A.<|end|><|start|>assistant<|channel|>final<|message|>B")]
    public void What_was_thought_before_the_answer_does_not_count(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("B. A quiet hotel above the harbour.")]
    [InlineData("B) A quiet hotel above the harbour")]
    [InlineData("**B. A quiet hotel above the harbour.**")]
    [InlineData("B: A quiet hotel above the harbour. It keeps you away from the bars.")]
    [InlineData("Option B \u2013 A quiet hotel above the harbour")]
    [InlineData("Option B (A quiet hotel above the harbour)")]
    [InlineData("A quiet hotel above the harbour.")]
    [InlineData("a QUIET hotel above the Harbour")]
    [InlineData("\"A quiet hotel above the harbour.\"")]
    [InlineData("\u201Ca quiet hotel above the harbour\u201D")]
    [InlineData("A quiet hotel above the harbour (B)")]
    [InlineData("**A quiet hotel above the harbour**, since noise keeps you awake.")]
    [InlineData("A quiet hotel above the harbour would be the best choice for you.")]
    [InlineData("I'd recommend a quiet hotel above the harbour.")]
    public void The_text_of_an_option_is_as_good_as_its_letter(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("I'd go with option B because A is next to the bars.")]
    [InlineData("I\u2019d go with **B**.")]
    [InlineData("I would choose B, as you sleep lightly.")]
    [InlineData("I'll pick (B).")]
    [InlineData("i'd go with b")]
    [InlineData("I think B")]
    [InlineData("Given your need for silence, I recommend option B over A.")]
    [InlineData("Between A and B, I lean towards B.")]
    [InlineData("I'd say it's B")]
    [InlineData("Since you cannot stand noise, it's B.")]
    [InlineData("The option that suits you best is B.")]
    [InlineData("Best match: B")]
    [InlineData("B is the best fit for you.")]
    [InlineData("Option B is clearly the best choice.")]
    [InlineData("B fits your wish for calm evenings.")]
    [InlineData("B it is!")]
    [InlineData("You sleep lightly, so B.")]
    [InlineData("Definitely B.")]
    [InlineData("Sure! B.")]
    [InlineData("Sure!\n\n**B**\n\nEnjoy your stay!")]
    [InlineData("B, because a party hostel would keep you awake.")]
    [InlineData("B \u2014 C would be wet in April, and A is loud.")]
    [InlineData("B\n\nOption A is best for people who like parties, and D is dull.")]
    [InlineData("(B) Option D is the runner-up.")]
    [InlineData("B.\r\n\r\nA would be too loud.\r\nC has no roof.")]
    [InlineData("If I had to choose, I'd pick B.")]
    [InlineData("I'm sorry, I have no memory of our talks, but I'd choose B.")]
    [InlineData("I'm sorry for the delay! The answer is B.")]
    [InlineData("A party hostel would be loud, and C is wet. The answer is B.")]
    [InlineData("A looks like the best at first. But you sleep lightly, so the answer is B.")]
    public void Prose_that_plainly_chooses_is_read(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("A. Loud.\nB. Calm and central.\nC. Wet.\nD. Dull.\n\nAnswer: B")]
    [InlineData("**A** - loud\n**B** - calm\n**C** - wet\n**D** - dull\n\nI'd choose B.")]
    [InlineData("A. A party hostel on the main square, with a bar in the lobby.\nB. A quiet hotel above the harbour.\nC. Camping by the lake\nD. A serviced flat near the station, with tall windows.\n\nB")]
    [InlineData("- A: too loud\n- C: too wet\n- D: too dull\n- B: just right\n\nSo the best option is B.")]
    [InlineData("Ranking: B > A > C > D. So I'd go with B.")]
    public void After_a_walk_through_all_options_the_final_choice_counts(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("A. Actually, no: B")]
    [InlineData("A\n\nWait, no. B.")]
    [InlineData("I'd go with A. On second thought, B.")]
    [InlineData("The answer is A. Wait, that is loud. The answer is B.")]
    [InlineData("Answer: C\n\nCorrection: B")]
    [InlineData("**C** \u2014 no, wait, B")]
    public void A_choice_that_is_taken_back_gives_way_to_the_new_one(string answer) => Read(answer).ShouldBe("B");

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\t ")]
    [InlineData("?")]
    [InlineData("...")]
    [InlineData("B?")]
    [InlineData("!B")]
    [InlineData("E")]
    [InlineData("Answer: F")]
    [InlineData("The answer is E, not B.")]
    [InlineData("I")]
    [InlineData("2")]
    [InlineData("\u0410")]
    [InlineData("\u0412")]
    [InlineData("Answer: \u0421")]
    [InlineData("\uFF22")]
    [InlineData("Answer: \uFF22")]
    [InlineData("\u24B7")]
    [InlineData("BB")]
    [InlineData("Bees")]
    [InlineData("A or C")]
    [InlineData("A/C")]
    [InlineData("A and B")]
    [InlineData("A & B")]
    [InlineData("A, B")]
    [InlineData("A, B, C, D")]
    [InlineData("Options: A, B, C, D.")]
    [InlineData("I like A, B.")]
    [InlineData("Either A or C.")]
    [InlineData("Option A or option C")]
    [InlineData("I'd go with A or C.")]
    [InlineData("I'd go with A and C, both are fine.")]
    [InlineData("The answer is A or B")]
    [InlineData("Answer: A. My answer is B.")]
    [InlineData("B. On reflection I'd choose C.")]
    [InlineData("A\nB")]
    [InlineData("1. B\n2. A\n3. C\n4. D")]
    [InlineData("B > A > C > D")]
    [InlineData("A. A party hostel on the main square, with a bar in the lobby.\nB. A quiet hotel above the harbour.")]
    [InlineData("""{"answer": "A", "choice": "B"}""")]
    [InlineData("""{"answer": ["A", "B"]}""")]
    [InlineData("""{"answer": null}""")]
    [InlineData("""{"A": 0.2, "B": 0.7}""")]
    [InlineData("C. A quiet hotel above the harbour.")]
    public void Two_choices_or_none_are_invalid(string answer) => Read(answer).ShouldBeNull();

    [Theory]
    [InlineData("not B")]
    [InlineData("Not option B.")]
    [InlineData("Anything but B")]
    [InlineData("Any of them except B.")]
    [InlineData("Avoid: B.")]
    [InlineData("I wouldn't choose A")]
    [InlineData("I would not go with B.")]
    [InlineData("I'd never pick B.")]
    [InlineData("I don't think the answer is A.")]
    [InlineData("The answer is not B.")]
    [InlineData("The answer isn't B.")]
    [InlineData("The wrong answer is B.")]
    [InlineData("The worst choice is A.")]
    [InlineData("I'd rule out A.")]
    [InlineData("Neither A nor B.")]
    [InlineData("A is not the best.")]
    [InlineData("A is too loud.")]
    [InlineData("(A) is too loud")]
    [InlineData("A: too loud.")]
    [InlineData("B is the best choice for people who like calm.")]
    [InlineData("If you like calm, I'd go with B.")]
    [InlineData("I'd go with B if you like calm.")]
    [InlineData("You might choose B.")]
    [InlineData("Most people choose A.")]
    [InlineData("Option A looks cheap.")]
    [InlineData("I see what option A offers.")]
    [InlineData("Is the answer B?")]
    [InlineData("Would B suit you?")]
    [InlineData("I wouldn't choose a party hostel on the main square, with a bar in the lobby.")]
    [InlineData("Camping by the lake is too wet.")]
    [InlineData("Some enjoy camping by the lake in summer.")]
    [InlineData("B fits your budget, but it is far from the station.")]
    public void A_choice_denied_doubted_or_merely_mentioned_is_invalid(string answer) => Read(answer).ShouldBeNull();

    [Theory]
    [InlineData("A quiet hotel would be best.")]
    [InlineData("A good choice would be somewhere calm.")]
    [InlineData("I'd choose a hotel with thick walls.")]
    [InlineData("I would recommend a place far from bars.")]
    [InlineData("I think the harbour is best.")]
    [InlineData("I, for one, like calm places.")]
    [InlineData("The answer is a calm place.")]
    [InlineData("Plan B is the best plan.")]
    [InlineData("Take vitamin C.")]
    public void The_article_and_the_pronoun_are_no_choices(string answer) => Read(answer).ShouldBeNull();

    [Theory]
    [InlineData("<think>B is best. The answer is B")]
    [InlineData("<think>B</think>")]
    [InlineData("<think>The answer is B.</think>\nLet me know what you think!")]
    [InlineData("B. Wait, let me think again.")]
    public void A_choice_that_was_only_thought_or_taken_back_is_invalid(string answer) => Read(answer).ShouldBeNull();

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("I cannot determine which one suits you.")]
    [InlineData("As an AI, I have no preferences.")]
    [InlineData("I don't have access to earlier conversations.")]
    [InlineData("There is no way to know which option you'd like.")]
    public void A_refusal_is_told_from_an_unclear_answer(string answer) =>
        ChoiceParser.Parse(answer, Shown).ShouldBe(new ParsedAnswer(null, Refused: true));

    [Theory]
    [InlineData("I'd go with B. ")]
    [InlineData("<think>")]
    [InlineData("{")]
    [InlineData("((((")]
    [InlineData("A, ")]
    [InlineData("not ")]
    [InlineData("the best ")]
    [InlineData("answer ")]
    [InlineData("\\boxed{")]
    [InlineData("<answer>")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("- ")]
    [InlineData("***")]
    [InlineData("A quiet hotel above the harbour ")]
    public void A_megabyte_of_anything_is_read_without_running_away(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        Should.NotThrow(() => ChoiceParser.Parse(text, Shown));
        Should.NotThrow(() => YesNoParser.Parse(text));
    }

    [Fact]
    public void A_choice_before_a_megabyte_of_reasons_is_read() =>
        Read("Answer: B\n" + string.Concat(Enumerable.Repeat("It is calm there, and the walls are thick. ", 25_000))).ShouldBe("B");

    [Fact]
    public void Options_with_the_same_text_are_told_apart_by_letter_only()
    {
        Option[] twins = [new() { Label = "A", Text = "Tea" }, new() { Label = "B", Text = "Tea" }];

        ChoiceParser.Parse("Tea", twins).Choice.ShouldBeNull();
        ChoiceParser.Parse("B. Tea", twins).Choice.ShouldBe("B");
    }

    [Fact]
    public void An_option_text_inside_a_word_or_a_longer_option_is_not_quoted()
    {
        Option[] drinks = [new() { Label = "A", Text = "Tea" }, new() { Label = "B", Text = "Iced tea" }, new() { Label = "C", Text = "Milk" }];

        ChoiceParser.Parse("Iced tea.", drinks).Choice.ShouldBe("B");
        ChoiceParser.Parse("I'd go with steak", drinks).Choice.ShouldBeNull();
        ChoiceParser.Parse("I'd go with tea.", drinks).Choice.ShouldBe("A");
        ChoiceParser.Parse("I'd suggest a tea ceremony", drinks).Choice.ShouldBeNull();
    }

    private static string? Read(string answer) => ChoiceParser.Parse(answer, Shown).Choice;
}
