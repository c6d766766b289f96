namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary><c>run NAME</c>.</summary>
public sealed class RunCommandTests
{
    private const string Time = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}Z";

    [Fact]
    public async Task A_run_writes_its_lines_on_standard_output_and_its_steps_on_standard_error()
    {
        var end = await AppProcess.RunAsync(["run", "Counting"]);

        Assert.Equal((0, Lines("counting", "summing")), (end.ExitCode, end.Error));
        AssertCounted("months  to ", end);
    }

    [Theory]
    [InlineData("months 2024-06-01 to 2024-06-01", "--period", "2024-06")]
    [InlineData("months 2019-01-01 to 2024-06-01", "--from", "2019-01", "--to", "2024-06")]
    public async Task A_run_is_told_the_months_that_are_asked_for(string months, params string[] arguments) =>
        AssertCounted(months, await CommandRun.OfSamplesAsync(["run", "Counting", .. arguments]));

    [Fact]
    public async Task A_failure_exits_with_1_and_the_reason_on_standard_error()
    {
        var end = await CommandRun.OfSamplesAsync(["run", "Failing"]);

        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        Assert.Matches(
            "(?m)^An error that the program does not know: InvalidOperationException. Failing failed; "
                + "what it had finished stays, and running it again does the rest. The log has more by the correlation id [0-9a-f]{32}.$",
            end.Error);
        Assert.Contains("    System.InvalidOperationException: This one always fails.", end.Error, StringComparison.Ordinal);
        Assert.Contains(
            "    at IndhCoops.SampleFunctions.Failing.",
            end.Error.Replace("       at", "    at", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_cancels_a_run(string signal)
    {
        using var process = AppProcess.Start(["run", "Waiting"]);
        await process.WaitForErrorAsync("waiting");

        await process.SignalAsync(signal);

        var end = await process.EndAsync();
        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        Assert.Contains("Waiting was cancelled", end.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no function 'Nothing'. There are: Counting, Failing, Waiting.", "run", "Nothing")]
    [InlineData("There is no function 'Countign': did you mean Counting? There are: Counting, Failing, Waiting.", "run", "Countign")]
    [InlineData("There is no command 'rnu': did you mean run?", "rnu", "Counting")]
    [InlineData("There is no option --databse: did you mean --database?", "--databse", "x")]
    [InlineData("run needs the name of a function.", "run")]
    [InlineData("There is no option --verbose.", "run", "Counting", "--verbose")]
    public async Task A_command_line_that_is_wrong_exits_with_2_and_says_what_can_be_done(string complaint, params string[] arguments)
    {
        var end = await CommandRun.OfSamplesAsync(arguments);

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.Equal([complaint, "--help lists the options."], end.Error.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Without_storage_it_exits_with_2_and_names_the_settings()
    {
        var end = await CommandRun.OfSamplesAsync(["run", "Counting"], storage: null);

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.StartsWith(
            "No storage is given for the reports. Give --storage CONNECTION, or set INDHCOOPS_Storage__ConnectionString",
            end.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "Counting", "--period", "-h")]
    public async Task Help_is_printed_on_standard_output(params string[] arguments)
    {
        var end = await CommandRun.OfSamplesAsync(arguments);

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.StartsWith("Usage: ", end.Output, StringComparison.Ordinal);
    }

    private static void AssertCounted(string months, AppEnd end) =>
        Assert.Matches($"^{Time} {months}\n({Time} Warning: .*\n)?{Time} finished in [0-9.]+ s: counted to 3\n$", end.Output);

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + Environment.NewLine));
}
