using Attune.Cli.Output;

namespace Attune.Cli.Tests;

public sealed class ScreenTests
{
    [Fact]
    public void Without_a_terminal_no_line_is_broken()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var screen = new Screen(output, error, isTerminal: false);
        var problem = string.Join(' ', Enumerable.Repeat("word", 200));

        screen.Fail(new Fault("place", problem, problem));
        screen.Hint(problem);

        error.ToString().ReplaceLineEndings("\n").ShouldBe($"place: {problem}.\n  {problem}.\n{problem}\n");
    }
}
