using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting.CommandLine;
using IndhCoops.Functions.Hosting.Storage;

namespace IndhCoops.Functions.Hosting;

/// <summary>What the program is started with.</summary>
/// <param name="Database">The database.</param>
/// <param name="Storage">Where reports land; null where what is asked for lands none.</param>
/// <param name="AppRoot">The folder with the functions' folders.</param>
/// <param name="HandlerPort">Where the Functions host wants answers; null where it did not start the program.</param>
/// <param name="Command">What is asked for instead of timers; null for timers.</param>
internal sealed record FunctionsOptions(DatabaseOptions Database, StorageOptions? Storage, string AppRoot, int? HandlerPort, Command? Command)
{
    /// <summary>Reads command line and settings.</summary>
    /// <exception cref="StartException">They cannot work.</exception>
    public static FunctionsOptions Read(string[] arguments, IConfiguration configuration)
    {
        var line = Arguments.Read(arguments);
        var command = Command.Read(line);
        var storage = command is RecordArguments ? null : StorageOptions.Read(line.Option("--storage"), configuration.GetSection(StorageOptions.Section));
        var given = line.Option("--database");
        var database = DatabaseOptions.Choose(
            given ?? configuration["Database:ConnectionString"], line.Option("--data") ?? ".data", given is null ? "INDHCOOPS_Database__ConnectionString" : "--database");
        return new FunctionsOptions(
            database, storage, configuration["FUNCTIONS_APP_ROOT_PATH"] ?? AppContext.BaseDirectory, ReadHandlerPort(configuration), command);
    }

    private static int? ReadHandlerPort(IConfiguration configuration)
    {
        var port = configuration["FUNCTIONS_CUSTOMHANDLER_PORT"] ?? configuration["FUNCTIONS_HTTPWORKER_PORT"];
        if (port is null)
        {
            return null;
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
            ? number
            : throw new StartException($"FUNCTIONS_CUSTOMHANDLER_PORT is '{port}'; it must be a port from 1 to 65535, or not be set.");
    }
}
