using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IndhCoops.SignIn;

/// <summary>What the authority is started with.</summary>
/// <param name="Port">The port on the loopback interface.</param>
/// <param name="Audience">For whom its tokens are issued: <c>Access__Audience</c> of the server.</param>
/// <param name="Lifetime">How long a session lasts.</param>
internal sealed record CommandLine(int Port, string Audience, TimeSpan Lifetime)
{
    /// <summary>What the command line can be.</summary>
    public const string Usage = """
        Usage: IndhCoops.SignIn --port N [options]
          --port N               listen on http://localhost:N, and nowhere else
          --audience TEXT        for whom tokens are issued (default indhcoops)
          --lifetime hh:mm:ss    how long a session lasts (default 01:00:00)
          --help                 print this text
        """;

    /// <summary>Reads the command line, or says what is wrong with it.</summary>
    public static bool TryParse(
        string[] arguments, [NotNullWhen(true)] out CommandLine? commandLine, [NotNullWhen(false)] out string? problem)
    {
        var read = new CommandLine(0, "indhcoops", TimeSpan.FromHours(1));
        (commandLine, problem) = (null, null);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && port is > 0 and <= 65535:
                    read = read with { Port = port };
                    break;
                case "--audience" when value.Length > 0:
                    read = read with { Audience = value };
                    break;
                case "--lifetime" when TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var lifetime) && lifetime > TimeSpan.Zero:
                    read = read with { Lifetime = lifetime };
                    break;
                default:
                    problem = arguments[i] is "--port" or "--audience" or "--lifetime"
                        ? $"{arguments[i]} cannot be '{value}'."
                        : $"There is no option {arguments[i]}.";
                    return false;
            }
        }

        if (read.Port == 0)
        {
            problem = "--port is missing.";
            return false;
        }

        commandLine = read;
        return true;
    }
}
