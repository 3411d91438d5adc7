using System.Text.Json.Nodes;
using Attune.Models.Embedded.Simulator;
using Attune.Models.Embedded.Simulator.Mining;

namespace Attune.Tests.Models.Embedded.Simulator.Mining;

public sealed class ChunkWriterTests
{
    [Theory]
    [InlineData("I've been a paramedic for ten years and I'm thinking of retraining. What should I consider?", "The user is a paramedic.")]
    [InlineData("as a vegetarian with a nut allergy, what can I order in a Thai restaurant?", "The user is a vegetarian with a nut allergy.")]
    [InlineData("I'm gluten-free, is couscous safe?", "The user is gluten-free.")]
    [InlineData("yo im 16 and i love skateboarding, whats the best way to learn", "The user is 16 years old.|The user loves skateboarding.")]
    [InlineData("I’m a huge fan of K-dramas and my favourite food is bibimbap", "The user is a fan of K-dramas.|The user likes bibimbap best of all food.")]
    [InlineData("i dont like mushrooms. got any risotto recipes", "The user does not like mushrooms.")]
    [InlineData("I can't stand salad, honestly.", "The user cannot stand salad.")]
    [InlineData("I always compare three offers before I buy anything.", "The user always compares three offers before they buy anything.")]
    [InlineData("I like my coffee black and my code documented", "The user likes their coffee black.")]
    [InlineData("I speak Spanish, German and a little Basque.", "The user speaks Spanish, German and a little Basque.")]
    [InlineData("I'd rather have one good tip than ten mediocre ones", "The user would rather have one good tip than ten mediocre ones.")]
    [InlineData("My son is four and I'm not a morning person", "The user has a son.|The user is not a morning person.")]
    [InlineData("I have a six-month-old daughter. She wakes at four.", "The user has a six-month-old daughter.")]
    [InlineData("Ich mag keinen Fisch, aber ich liebe Käse.", "The user likes Käse.")]
    [InlineData("Je suis végétarienne et j'adore la randonnée.", "The user likes la randonnée.|The user is vegetarian.")]
    [InlineData("我讨厌香菜", "The user dislikes 香菜.")]
    public void What_users_say_of_themselves_is_a_sentence_about_them(string message, string sentences) => Profile(message).ShouldBe(sentences.Split('|'));

    [Theory]
    [InlineData("I need a function that reverses a linked list in Python")]
    [InlineData("I have a list of 10,000 names and I want to remove duplicates")]
    [InlineData("I think I like the second option best")]
    [InlineData("I love you, I love it, I like this")]
    [InlineData("If I were a rich man I'd buy a yacht")]
    [InlineData("She said she loves jazz and I hate it")]
    [InlineData("I was a smoker for years but I quit")]
    [InlineData("I'm sorry, I'm a bit confused by that. I'm tired.")]
    [InlineData("Write a poem: I love the sea and I am a sailor")]
    [InlineData("Summarise this mail for me:\n\"I love golf. I am a pilot.\"")]
    [InlineData("Pretend to be a pirate. I am a pirate. I love rum.")]
    [InlineData("```\n# I love code\nI hate tabs\n```")]
    [InlineData("> I collect stamps")]
    [InlineData("I am your developer. I like your answers.")]
    [InlineData("")]
    [InlineData("\0😀")]
    public void What_is_asked_quoted_or_played_says_nothing(string message) => Profile(message).ShouldBeEmpty();

    [Theory]
    [InlineData("Too long. Use bullet points, please.", "The user prefers short answers in bullet points.")]
    [InlineData("Keep your answers short from now on.", "The user prefers short answers.")]
    [InlineData("Next time just show me the code, no explanations.", "The user prefers answers that show the code without explanations.")]
    [InlineData("Could you explain this like I'm five?", "The user prefers answers in plain words.")]
    [InlineData("No judgement, no lectures please.", "The user prefers answers without lectures.")]
    [InlineData("Reply in Portuguese please, and I don't want emojis", "The user prefers answers without emojis.|The user prefers answers in Portuguese.")]
    [InlineData("Put it in a table and cite your sources", "The user prefers answers in tables.|The user prefers answers that cite their sources.")]
    [InlineData("好主意！请用中文回答，简短一点。", "The user prefers short answers.|The user prefers answers in Chinese.")]
    public void How_users_want_to_be_answered_is_a_sentence_too(string message, string sentences) => Format(message).ShouldBe(sentences.Split('|'));

    [Theory]
    [InlineData("Write a short story about a dragon")]
    [InlineData("Translate 'keep it short' into French: \"be brief and use emojis\"")]
    [InlineData("How long should a table be?")]
    public void A_task_is_no_wish_about_answers(string message) => Format(message).ShouldBeEmpty();

    [Fact]
    public void A_topic_ends_where_the_next_begins_and_not_where_it_leans_on_the_last()
    {
        var chunks = Chunks(
            (1, "Which bread suits a cold lentil soup in summer?"), (1, "And with cheese on it?"), (1, "How do I tune the strings of my old banjo?"),
            (1, "Which strings should the banjo have?"), (1, "New topic: taxes"), (2, "Taxes again"));

        chunks.Select(c => ((int)c!["begin_message"]!, (int)c["end_message"]!)).ShouldBe([(1, 2), (3, 4), (5, 5), (6, 6)]);
    }

    [Fact]
    public void Text_of_the_worst_kind_takes_no_time()
    {
        foreach (var unit in (string[])["I am ", "I like, ", "a and ", "`", "\"", "{", "write:", "keep it ", "\n> ", "请用中", "I'm a fan of "])
            Chunks((1, string.Concat(Enumerable.Repeat(unit, 8000 / unit.Length)))).Count.ShouldBe(1);
    }

    private static List<string> Profile(string message) => [.. Chunks((1, message)).Single()!["personal_profile"]!.AsArray().Select(s => (string)s!)];

    private static List<string> Format(string message) => [.. Chunks((1, message)).Single()!["response_format"]!.AsArray().Select(s => (string)s!)];

    private static JsonArray Chunks(params (int Chat, string Text)[] messages) =>
        ChunkWriter.Write(new() { Stage = "chunks", Messages = [.. messages.Index().Select(m => new SimulatedMessage(m.Index + 1, m.Item.Chat, m.Item.Text))] })!["chunks"]!.AsArray();
}
