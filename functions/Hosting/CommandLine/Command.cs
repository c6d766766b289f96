namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>A command of the command line; without one, the timers run.</summary>
internal abstract record Command
{
    private static readonly string[] Names = ["run", "record", "import", "template", "check-ledger", "backup", "restore"];

    /// <summary>Whether reports may land; otherwise no storage account is needed.</summary>
    public virtual bool LandsReports => false;

    /// <summary>Reads the command; null where there is none: then the timers run.</summary>
    /// <exception cref="StartException">The command is not understood.</exception>
    public static Command? Read(Arguments arguments)
    {
        var name = arguments.Words.Count > 0 ? arguments.Words[0] : null;
        if (name is not null && !Names.Contains(name))
        {
            throw Arguments.Wrong($"There is no command '{name}'{Suggestion.For(name, Names)}");
        }

        if (name != "run" && arguments.HasAny(RunArguments.Options))
        {
            throw Arguments.Wrong("Months are for 'run NAME'; timers do whatever is due.");
        }

        if (name != "record" && arguments.HasAny(RecordArguments.Options))
        {
            throw Arguments.Wrong($"{string.Join(", ", RecordArguments.Options)} are for 'record'.");
        }

        if (name != "import" && arguments.HasAny([.. ImportArguments.Flags, "--refused"]))
        {
            throw Arguments.Wrong($"{string.Join(", ", ImportArguments.Flags)}, --refused are for 'import'.");
        }

        if (name is not ("import" or "template") && arguments.HasAny(["--language"]))
        {
            throw Arguments.Wrong("--language is for 'import' and 'template'.");
        }

        return name switch
        {
            "run" => RunArguments.Read(arguments),
            "record" => RecordArguments.Read(arguments),
            "import" => ImportArguments.Read(arguments, ReadFile(arguments)),
            "template" => new TemplateArguments(ReadFile(arguments), ImportArguments.ReadLanguage(arguments)),
            "backup" => new BackupArguments(ReadFile(arguments)),
            "restore" => new RestoreArguments(ReadFile(arguments)),
            "check-ledger" => CheckLedgerArguments.Read(arguments),
            _ => null,
        };
    }

    private static string ReadFile(Arguments arguments) => arguments.Words switch
    {
        [_, var file] => file,
        [var name] => throw Arguments.Wrong($"{name} needs the path of a file."),
        [var name, _, var more, ..] => throw Arguments.Wrong($"{name} takes one file; '{more}' is too much."),
        [] => throw Arguments.Wrong("There is no command."),
    };
}
