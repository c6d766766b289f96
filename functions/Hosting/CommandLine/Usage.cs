namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What the command line can be.</summary>
internal static class Usage
{
    public const string Text = """
        Usage: IndhCoops.Functions [options]             fires the timers of all functions
               IndhCoops.Functions run NAME [options]    runs one function now
               IndhCoops.Functions record [options]      records a movement in the ledger
               IndhCoops.Functions import FILE [options] imports an office’s workbook (.xlsx), CSV or 360Giving (JSON) file; ends with 0
                                                         where all was taken or there already, with 1 where it was refused, with 3 where
                                                         sound rows were taken and others refused
               IndhCoops.Functions template FILE         writes the workbook that an office fills in
               IndhCoops.Functions check-ledger          lists what breaks the rules of the ledger; ends with 0 where nothing does, else
                                                         with 1
               IndhCoops.Functions backup FILE           copies the SQLite database into a new file
               IndhCoops.Functions restore FILE          puts such a copy in the place of the database
        Months, for run; without them the function does whatever is due:
          --period yyyy-MM                 this month
          --from yyyy-MM --to yyyy-MM      these months, both included
        The movement, for record:
          --grant ID                       the grant's id, as the graph gives it
          --kind KIND                      COMMITMENT, AMENDMENT, DISBURSEMENT, REFUND or CANCELLATION
          --amount 1234.50                 in MAD; only an amendment may be below zero, to lower what is promised
          --on yyyy-MM-dd                  the day on which it takes effect
          --reference TEXT                 the number under which you know it, once per grant: run again, it is not recorded twice;
                                           may be left out
          --document TEXT                  the number of the payment order or the decision; may be left out
          --reason TEXT                    why, for a movement that corrects another; may be left out
        The file, for import:
          --dry-run                        only says what would become of it
          --accept-sound                   takes the sound rows where others are refused; otherwise one that is refused refuses them all
          --refused FILE                   where the refused rows are written, with the reasons (default: beside the file)
          --language fr|ar|en              the language of what is said, and of the template (default fr)
        Options:
          --data DIR                       the folder of the SQLite file (default .data)
          --database 'Host=…'              this PostgreSQL database instead of SQLite
          --storage CONNECTION             the storage account's connection string
          --help                           prints this text
        Settings (environment):
          INDHCOOPS_Database__ConnectionString                               as --database
          INDHCOOPS_Storage__ConnectionString                                as --storage
          INDHCOOPS_Ledger__DaysAhead=31                                     how many days after today a movement may take effect
          INDHCOOPS_Intake__MaxMegabytes=50                                  the most megabytes of a file that is imported
          INDHCOOPS_Intake__MaxRows=200000                                   the most rows of it
          INDHCOOPS_Intake__Language=fr                                      the language of answers to files in the container imports
          INDHCOOPS_Reports__Months=24                                       how many months back get a report without being asked for
          INDHCOOPS_Database__Pooling=transaction                            behind a connection pooler such as PgBouncer
          INDHCOOPS_Storage__ServiceUri=https://ACCOUNT.blob.core.windows.net  the account, by managed identity
        """;

    // The options that have a value.
    private static readonly string[] Options =
    [
        .. RunArguments.Options, .. RecordArguments.Options, .. ImportArguments.Options, "--data", "--database", "--storage",
    ];

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="StartException">An option is unknown, given twice or without its value.</exception>
    public static Arguments Read(string[] arguments) => Arguments.Read(arguments, Options, ImportArguments.Flags);
}
