using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting.CommandLine;
using IndhCoops.Hosting;

namespace IndhCoops.Functions.Hosting;

/// <summary>What the program is started with.</summary>
/// <param name="Database">The database.</param>
/// <param name="Storage">Where reports land; null where what is asked for lands none.</param>
/// <param name="Command">What is asked for instead of timers; null for timers.</param>
internal sealed record FunctionsOptions(DatabaseOptions Database, StorageOptions? Storage, Command? Command)
{
    /// <summary>
    /// The setting of the PostgreSQL database; the command line goes before it, the folder of a SQLite file comes after it.
    /// </summary>
    public const string DatabaseConnectionString = "Database:ConnectionString";

    /// <summary>The same in the environment.</summary>
    public const string DatabaseVariable = "INDHCOOPS_Database__ConnectionString";

    /// <summary>Reads command line and settings.</summary>
    /// <exception cref="StartException">They cannot work.</exception>
    public static FunctionsOptions Read(string[] arguments, IConfiguration configuration)
    {
        var line = Usage.Read(arguments);
        var command = Command.Read(line);
        var storage = command is { LandsReports: false } ? null : configuration.ReadStorage(line.Option("--storage"));
        var given = line.Option("--database");
        var database = DatabaseOptions.Choose(
            given ?? configuration[DatabaseConnectionString],
            line.Option("--data") ?? ".data",
            given is null ? DatabaseVariable : "--database")
            with
        { Pooling = configuration.ReadPooling(), Tokens = new EntraTokens() };
        return new FunctionsOptions(database, storage, command);
    }
}
