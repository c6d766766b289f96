using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.CommandLine;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>What the command line may be.</summary>
public sealed class RunArgumentsTests
{
    [Theory]
    [InlineData("There is no command 'walk'.", "walk")]
    [InlineData("run takes one function; 'B' is too much.", "run", "A", "B")]
    [InlineData("Months are for 'run NAME'; timers do whatever is due.", "--period", "2024-06")]
    [InlineData("--period needs a value.", "run", "A", "--period")]
    [InlineData("--from needs a value.", "run", "A", "--from", "--to", "2024-06")]
    [InlineData("--data needs a value.", "--data", " ")]
    [InlineData("--data is given twice.", "--data", "a", "--data", "b")]
    [InlineData("--from and --to belong together.", "run", "A", "--from", "2024-06")]
    [InlineData("--from and --to belong together.", "run", "A", "--to", "2024-06")]
    [InlineData("--from 2024-07 is after --to 2024-06.", "run", "A", "--from", "2024-07", "--to", "2024-06")]
    [InlineData("--period is one month, --from and --to are several: give one or the other.", "run", "A", "--period", "2024-06", "--to", "2024-06")]
    [InlineData("'2024-13' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-13")]
    [InlineData("'June' is not a month; write it as 2024-06.", "run", "A", "--period", "June")]
    [InlineData("'2024-6' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-6")]
    [InlineData("'2024-06-01' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-06-01")]
    public void What_is_wrong_is_said_before_the_usage(string complaint, params string[] arguments)
    {
        var exception = Assert.Throws<StartException>(() => RunArguments.Read(Arguments.Read(arguments)));

        Assert.Equal($"{complaint}{Environment.NewLine}{Usage.Text}", exception.Message);
    }

    [Fact]
    public void Without_a_command_there_is_nothing_to_run() => Assert.Null(RunArguments.Read(Arguments.Read(["--data", "x"])));
}
