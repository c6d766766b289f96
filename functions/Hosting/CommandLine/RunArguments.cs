using System.Globalization;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What <c>run</c> is asked for.</summary>
/// <param name="Function">The function's name, as typed.</param>
/// <param name="Request">The months.</param>
internal sealed record RunArguments(string Function, FunctionRequest Request) : Command
{
    public override bool LandsReports => true;

    /// <summary>The options that are its own.</summary>
    public static IReadOnlyList<string> Options { get; } = ["--period", "--from", "--to"];

    /// <summary>Reads the command.</summary>
    /// <exception cref="StartException">It is not understood.</exception>
    public static new RunArguments Read(Arguments arguments) => arguments.Words switch
    {
        [_, var name] => new RunArguments(name, ReadMonths(arguments)),
        [_] => throw Arguments.Wrong("run needs the name of a function."),
        [_, _, var more, ..] => throw Arguments.Wrong($"run takes one function; '{more}' is too much."),
        [] => throw Arguments.Wrong("There is no command."),
    };

    private static FunctionRequest ReadMonths(Arguments arguments)
    {
        var (period, from, to) = (arguments.Option("--period"), arguments.Option("--from"), arguments.Option("--to"));
        if (period is not null && (from is not null || to is not null))
        {
            throw Arguments.Wrong("--period is one month, --from and --to are several: give one or the other.");
        }

        if (from is null != to is null)
        {
            throw Arguments.Wrong("--from and --to belong together.");
        }

        var request = new FunctionRequest(ReadMonth(period ?? from), ReadMonth(period ?? to));
        return request.From > request.To ? throw Arguments.Wrong($"--from {from} is after --to {to}.") : request;
    }

    private static DateOnly? ReadMonth(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw Arguments.Wrong($"'{text}' is not a month; write it as 2024-06.");
    }
}
