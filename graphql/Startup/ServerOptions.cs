using System.Globalization;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.GraphQL.Startup;

/// <summary>What the server is started with.</summary>
/// <param name="Port">The port on the loopback interface; null where the command line names none.</param>
/// <param name="Database">The database.</param>
/// <param name="Demo">How many synthetic demo cooperatives there shall be, 0 for none; null to leave the data as it is.</param>
/// <param name="FirstDemo">How many there shall be in a new database, where <paramref name="Demo"/> says nothing.</param>
public sealed record ServerOptions(int? Port, DatabaseOptions Database, int? Demo, int? FirstDemo = null)
{
    /// <summary>Reads the command line; null, with the reason on the error stream, where it is wrong.</summary>
    public static ServerOptions? Parse(string[] arguments)
    {
        var (port, data, database) = ((int?)null, ".data", (string?)null);
        var (demo, firstDemo) = ((int?)null, (int?)null);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535:
                    port = number;
                    break;
                case "--demo" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    demo = number;
                    break;
                case "--first-demo" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    firstDemo = number;
                    break;
                case "--data" when !string.IsNullOrWhiteSpace(value):
                    data = value;
                    break;
                case "--database" when !string.IsNullOrWhiteSpace(value):
                    database = value;
                    break;
                default:
                    Console.Error.WriteLine($"'{arguments[i]} {value}' is not understood. Options: --port N, --data DIR, --database 'Host=…', --demo N, --first-demo N.");
                    return null;
            }
        }

        return new ServerOptions(port, DatabaseOptions.Choose(database, data), demo, firstDemo);
    }
}
