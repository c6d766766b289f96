using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Keeps the server from starting with a replica that cannot be one. What is wrong is said without the connection string.
/// </summary>
internal sealed class ReplicaOptionsValidator : IValidateOptions<ReplicaOptions>
{
    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        if (!options.IsThere)
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            // Kept answers are checked by the version of the data, and every database server counts its versions on its own.
            return new NpgsqlConnectionStringBuilder(options.ReadConnectionString).Host is { Length: > 0 } host
                && !host.Contains(',', StringComparison.Ordinal)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{ReplicaOptions.Setting} must name one server by Host=…; give further replicas to further processes.");
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail($"{ReplicaOptions.Setting} is not a connection string: Host=…;Database=…;Username=….");
        }
    }
}
