using System.ComponentModel;
using System.Data.Common;
using IndhCoops.Domain.Startup;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// Reads connection strings of PostgreSQL, which people write. What is wrong is said without a value: one of them may be a password.
/// </summary>
public static class PostgresConnectionString
{
    private const string Example = "It looks like Host=localhost;Database=indhcoops;Username=indhcoops;Password=….";

    /// <summary>Refuses a connection string that cannot work.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="source">Where it comes from, such as <c>--database</c>.</param>
    /// <exception cref="StartException">It is not one, has an unknown keyword or a wrong value, or names no host.</exception>
    public static void Check(string text, string source)
    {
        if (text.Contains("://", StringComparison.Ordinal) && !text.Contains('=', StringComparison.Ordinal))
        {
            throw new StartException($"{source} is an address; a connection string is needed. {Example}");
        }

        var parts = Parse(text, source);
        var known = TypeDescriptor.GetProperties(typeof(NpgsqlConnectionStringBuilder))
            .Cast<PropertyDescriptor>()
            .Select(property => property.DisplayName)
            .ToList();
        foreach (var keyword in parts.Keys.Cast<string>())
        {
            var settings = new NpgsqlConnectionStringBuilder();
            try
            {
                settings[keyword] = parts[keyword];
            }
            catch (Exception exception)
                when (exception is ArgumentException or KeyNotFoundException or FormatException or OverflowException
                    or InvalidCastException or NotSupportedException)
            {
                throw IsKnown(keyword)
                    ? new StartException($"The value of '{keyword}' in {source} is not one that it can have. {Example}")
                    : new StartException(
                        $"There is no keyword '{keyword}' in connection strings of PostgreSQL, "
                            + $"as {source} has it{Suggestion.For(keyword, known)} {Example}");
            }
        }

        if (string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host))
        {
            throw new StartException($"{source} names no server: add Host=…. {Example}");
        }

        bool IsKnown(string keyword) => known.Contains(keyword, StringComparer.OrdinalIgnoreCase)
            || new NpgsqlConnectionStringBuilder().ContainsKey(keyword);
    }

    private static DbConnectionStringBuilder Parse(string text, string source)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw new StartException($"{source} is not a connection string. {Example}");
        }
    }
}
