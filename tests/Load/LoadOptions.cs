using System.Globalization;

namespace IndhCoops.Load;

/// <summary>What a run is told.</summary>
/// <param name="Duration">How long clients ask, apart from what goes before and after it.</param>
/// <param name="Clients">How many ask at once; there are slow readers and clients that leave besides.</param>
/// <param name="Cooperatives">How many synthetic cooperatives there are.</param>
/// <param name="Restarts">How often PostgreSQL is restarted meanwhile.</param>
/// <param name="Growth">By how much the memory of the last third may be over that of the middle third, as a share; of floods, the second
/// half over the first.</param>
/// <param name="Log">The file that what the server says is written to; null where it is not kept.</param>
/// <param name="Floods">Whether a hostile client floods the server in the second half; the database is then restarted only where it is
/// asked for.</param>
/// <param name="Pause">How long a client that was answered waits before it asks again.</param>
public sealed record LoadOptions(
    TimeSpan Duration,
    int Clients = 8,
    int Cooperatives = 5000,
    int Restarts = 2,
    double Growth = 0.1,
    string? Log = null,
    bool Floods = false,
    TimeSpan Pause = default)
{
    /// <summary>How the command line is written.</summary>
    public const string Usage =
        "Options: --minutes N (15), --clients N (8), --cooperatives N (5000), --restarts N (2), --growth PERCENT (10), "
            + "--log FILE (none), --floods (no restarts).";

    /// <summary>Reads the command line; null where it is wrong.</summary>
    public static LoadOptions? Parse(string[] arguments)
    {
        var options = new LoadOptions(TimeSpan.FromMinutes(15));
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] == "--floods")
            {
                options = options with { Floods = true, Restarts = 0 };
                i--;
                continue;
            }

            var isNumber = double.TryParse(
                arguments.ElementAtOrDefault(i + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0;
            var known = arguments[i] switch
            {
                "--minutes" when isNumber => options with { Duration = TimeSpan.FromMinutes(number) },
                "--clients" when isNumber => options with { Clients = (int)Math.Ceiling(number) },
                "--cooperatives" when isNumber => options with { Cooperatives = (int)Math.Ceiling(number) },
                "--restarts" when isNumber => options with { Restarts = (int)Math.Ceiling(number) },
                "--growth" when isNumber => options with { Growth = number / 100 },
                "--log" when i + 1 < arguments.Length => options with { Log = arguments[i + 1] },
                _ => null,
            };
            if (known is null)
            {
                return null;
            }

            options = known;
        }

        return options;
    }
}
