using IndhCoops.Domain.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Keeps the server from starting with a replica that cannot be one. What is wrong is said without the connection string.</summary>
internal sealed class ReplicaOptionsValidator(DatabaseOptions primary) : IValidateOptions<ReplicaOptions>
{
    private const string Setting = $"{ReplicaOptions.Section}:{nameof(ReplicaOptions.ReadConnectionString)}";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        if (options.Of(primary) is not { } replica)
        {
            return ValidateOptionsResult.Success;
        }

        if (primary.Kind != DatabaseKind.PostgreSql)
        {
            return ValidateOptionsResult.Fail($"{Setting} names a replica, which only PostgreSQL has: start with --database, or do without.");
        }

        try
        {
            // Each server has its own versions of the data, by which kept answers are told to be true.
            return new NpgsqlConnectionStringBuilder(replica.ConnectionString).Host is { Length: > 0 } host && !host.Contains(',', StringComparison.Ordinal)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Setting} must name one server by Host=…; give further replicas to further processes.");
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail($"{Setting} is not a connection string: Host=…;Database=…;Username=….");
        }
    }
}
