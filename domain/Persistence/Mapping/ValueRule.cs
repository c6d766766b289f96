using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>
/// A rule that keeps values readable for every program: numbers are finite, days and moments lie within the years of the domain. Derived
/// from the model for every column. PostgreSQL has it as checks; SQLite as triggers, since it cannot add a check to an existing table.
/// </summary>
/// <param name="Name">What the value is.</param>
/// <param name="Condition">The condition on a column; not false for null where the column takes it.</param>
internal sealed record ValueRule(string Name, Func<string, string> Condition)
{
    /// <summary>The first and the last day that a column may hold.</summary>
    public const string FirstDay = "1900-01-01", LastDay = "2200-12-31";

    /// <summary>Adds the checks of a table, where the database has them.</summary>
    public static void AddChecks(IMutableEntityType entity, IStorageFormats formats)
    {
        if (!formats.HasChecks)
        {
            return;
        }

        foreach (var (column, rule) in Of(entity, formats))
        {
            entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{column}_{rule.Name}", rule.Condition($"\"{column}\""));
        }
    }

    /// <summary>The triggers of SQLite that hold the rules of a table, by their names.</summary>
    public static IEnumerable<(string Name, string Create)> Triggers(IReadOnlyEntityType entity, IStorageFormats formats)
    {
        var table = entity.GetTableName();
        var rules = string.Join('\n', Of(entity, formats).Select(column =>
            $"        when not ({column.Rule.Condition($"new.\"{column.Name}\"")}) then raise(abort, 'No {column.Rule.Name} that can be "
                + $"read: {table}.{column.Name}')"));
        foreach (var operation in rules.Length == 0 ? [] : (string[])["insert", "update"])
        {
            var name = $"{table}_values_{operation}";
            yield return (name, $"create trigger {name} before {operation} on {table} begin\n    select case\n{rules}\n    end;\nend");
        }
    }

    // A strike computes balances from values that are checked, and writes all of them at once: checking their 40 numbers again takes a
    // tenth of its time.
    private static bool IsComputed(IReadOnlyEntityType entity) => entity.ClrType == typeof(Balance);

    /// <summary>The columns of a table that something is asked of, but for those that the database computes.</summary>
    public static IEnumerable<(string Name, ValueRule Rule)> Of(IReadOnlyEntityType entity, IStorageFormats formats) =>
        from property in entity.GetProperties().Concat(
            entity.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties()))
        where property.GetComputedColumnSql() is null
        let rule = formats.RuleOf(property)
        where rule is not null && (rule.Name == "day" || !IsComputed(entity))
        orderby property.GetColumnName()
        select (property.GetColumnName(), rule);
}
