namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What the command line asks for instead of timers.</summary>
internal abstract record Command
{
    /// <summary>Reads the command; null where there is none, and so timers are to be fired.</summary>
    /// <exception cref="StartException">The command is not understood.</exception>
    public static Command? Read(Arguments arguments)
    {
        var name = arguments.Words.Count > 0 ? arguments.Words[0] : null;
        if (name is not (null or "run" or "record" or "check-ledger"))
        {
            throw Usage.Wrong($"There is no command '{name}'{Suggestion.For(name, ["run", "record"])}");
        }

        if (name != "run" && arguments.HasAny(RunArguments.Options))
        {
            throw Usage.Wrong("Months are for 'run NAME'; timers do whatever is due.");
        }

        if (name != "record" && arguments.HasAny(RecordArguments.Options))
        {
            throw Usage.Wrong($"{string.Join(", ", RecordArguments.Options)} are for 'record'.");
        }

        return name switch
        {
            "run" => RunArguments.Read(arguments),
            "record" => RecordArguments.Read(arguments),
            "check-ledger" => CheckLedgerArguments.Read(arguments),
            _ => null,
        };
    }
}
