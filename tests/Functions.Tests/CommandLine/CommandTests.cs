using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Functions.Hosting.CommandLine;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>What the command line may be.</summary>
public sealed class CommandTests
{
    private const string Grant = "0199c6a5-7d3e-7bb2-9c58-2a9f5f1d0c11";

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
    [InlineData(
        "--period is one month, --from and --to are several: give one or the other.", "run", "A", "--period", "2024-06", "--to",
        "2024-06")]
    [InlineData("'2024-13' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-13")]
    [InlineData("'June' is not a month; write it as 2024-06.", "run", "A", "--period", "June")]
    [InlineData("'2024-6' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-6")]
    [InlineData("'2024-06-01' is not a month; write it as 2024-06.", "run", "A", "--period", "2024-06-01")]
    [InlineData("Months are for 'run NAME'; timers do whatever is due.", "record", "--period", "2024-06")]
    [InlineData("--grant, --kind, --amount, --on, --reference, --document, --reason are for 'record'.", "run", "A", "--amount", "1")]
    [InlineData("--grant, --kind, --amount, --on, --reference, --document, --reason are for 'record'.", "--amount", "1")]
    [InlineData("record needs --grant, --kind, --amount, --on as well.", "record")]
    [InlineData("record needs --kind, --on as well.", "record", "--grant", Grant, "--amount", "1")]
    [InlineData("record takes options only; '1234.50' is too much.", "record", "1234.50")]
    [InlineData(
        "'17' is not the id of a grant; the graph lists them: { grants { nodes { id } } }.", "record", "--grant", "17", "--kind",
        "REFUND", "--amount", "1", "--on", "2024-06-15")]
    [InlineData(
        "'2' is not a kind of movement. There are: COMMITMENT, AMENDMENT, DISBURSEMENT, REFUND, CANCELLATION.", "record", "--grant",
        Grant,
        "--kind", "2", "--amount", "1", "--on", "2024-06-15")]
    [InlineData(
        "'1,234.50' is not an amount; write it as 1234.50.", "record", "--grant",
        Grant,
        "--kind", "REFUND", "--amount", "1,234.50", "--on", "2024-06-15")]
    [InlineData(
        "'1e3' is not an amount; write it as 1234.50.", "record", "--grant",
        Grant,
        "--kind", "REFUND", "--amount", "1e3", "--on", "2024-06-15")]
    [InlineData("check-ledger takes options only; 'now' is too much.", "check-ledger", "now")]
    [InlineData(
        "--grant, --kind, --amount, --on, --reference, --document, --reason are for 'record'.", "check-ledger", "--reference", "D-1")]
    [InlineData(
        "'2024-06-31' is not a day; write it as 2024-06-15.", "record", "--grant",
        Grant,
        "--kind", "REFUND", "--amount", "1", "--on", "2024-06-31")]
    [InlineData(
        "'15/06/2024' is not a day; write it as 2024-06-15.", "record", "--grant",
        Grant,
        "--kind", "REFUND", "--amount", "1", "--on", "15/06/2024")]
    [InlineData("import needs the path of a file.", "import", "--dry-run")]
    [InlineData("import takes one file; 'b.xlsx' is too much.", "import", "a.xlsx", "b.xlsx")]
    [InlineData("There is no language 'de'; there are: fr, ar, en.", "import", "a.xlsx", "--language", "de")]
    [InlineData("--dry-run, --accept-sound, --refused are for 'import'.", "template", "a.xlsx", "--dry-run")]
    [InlineData("--language is for 'import' and 'template'.", "check-ledger", "--language", "fr")]
    [InlineData("There is no option --dryrun: did you mean --dry-run?", "import", "a.xlsx", "--dryrun")]
    public void What_is_wrong_is_said_in_one_sentence(string complaint, params string[] arguments)
    {
        var exception = Assert.Throws<StartException>(() => Command.Read(Usage.Read(arguments)));

        Assert.Equal($"{complaint}{Environment.NewLine}{Arguments.Hint}", exception.Message);
    }

    [Fact]
    public void A_value_may_follow_its_option_after_a_sign_of_equality()
    {
        var arguments = Usage.Read(["check-ledger", "--database=Host=db;Database=x", "--data", "a=b"]);

        Assert.Equal(("Host=db;Database=x", "a=b"), (arguments.Option("--database"), arguments.Option("--data")));
    }

    [Fact]
    public void Without_a_command_there_is_nothing_to_run() => Assert.Null(Command.Read(Usage.Read(["--data", "x"])));

    [Fact]
    public void An_import_is_read_as_it_is_typed() => Assert.Equal(
        new ImportArguments("a.xlsx", IsDryRun: true, AcceptsSound: true, IntakeLanguage.Arabic, "b.xlsx"),
        Command.Read(Usage.Read(["import", "--dry-run", "a.xlsx", "--accept-sound", "--language", "ar", "--refused", "b.xlsx"])));

    [Theory]
    [InlineData("AMENDMENT", "-1234.50")]
    [InlineData("amendment", "-1234.5")]
    public void A_movement_is_read_as_it_is_typed(string kind, string amount) => Assert.Equal(
        new RecordArguments(
            new NewMovement(Guid.Parse(Grant), MovementKind.Amendment, -1234.50m, new DateOnly(2024, 6, 15), "D 1", "OP 7", "mistyped")),
        Command.Read(
            Usage.Read([
                "record", "--on", "2024-06-15", "--grant", Grant, "--kind", kind, "--amount", amount, "--reference",
                "D 1", "--document", "OP 7", "--reason", "mistyped",
            ])));

    [Theory]
    [InlineData("1.000000000000000000000000000001")]
    [InlineData("12.345")]
    [InlineData("1000000000000")]
    public void An_amount_that_would_be_rounded_is_refused(string amount) => Assert.Equal(
        $"{amount} MAD is not an amount that the ledger holds: give at most two decimals and twelve digits before them.",
        Assert.Throws<StartException>(() => Command.Read(
            Usage.Read(["record", "--on", "2024-06-15", "--grant", Grant, "--kind", "REFUND", "--amount", amount]))).Message);
}
