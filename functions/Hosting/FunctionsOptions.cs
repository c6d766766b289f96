using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting.CommandLine;
using IndhCoops.Functions.Hosting.Storage;

namespace IndhCoops.Functions.Hosting;

/// <summary>What the program is started with.</summary>
/// <param name="Database">The database.</param>
/// <param name="Storage">Where reports land; null where what is asked for lands none.</param>
/// <param name="Command">What is asked for instead of timers; null for timers.</param>
internal sealed record FunctionsOptions(DatabaseOptions Database, StorageOptions? Storage, Command? Command)
{
    /// <summary>The PostgreSQL database; the command line and the folder of a SQLite file come before and after it.</summary>
    public const string DatabaseConnectionString = "Database:ConnectionString";

    /// <summary>Reads command line and settings.</summary>
    /// <exception cref="StartException">They cannot work.</exception>
    public static FunctionsOptions Read(string[] arguments, IConfiguration configuration)
    {
        var line = Arguments.Read(arguments);
        var command = Command.Read(line);
        var storage = command is RecordArguments ? null : StorageOptions.Read(line.Option("--storage"), configuration.GetSection(StorageOptions.Section));
        var database = DatabaseOptions.Choose(line.Option("--database") ?? configuration[DatabaseConnectionString], line.Option("--data") ?? ".data");
        return new FunctionsOptions(database, storage, command);
    }
}
