using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>PostgreSQL has an exact type for everything; text sorts by code point, as it does in SQLite.</summary>
internal sealed class PostgresFormats : IStorageFormats
{
    public bool HasChecks => true;

    public void Apply(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(decimal))
        {
            property.SetColumnType(Sums.Hold(property) ? "numeric(18,2)" : "numeric(14,2)");
        }
        else if (type == typeof(string) || type.IsEnum)
        {
            property.SetColumnType("text");
            property.SetCollation("C");
        }
        else if (type == typeof(IReadOnlyList<string>))
        {
            property.SetValueConverter(StoredLists.AsArray);
            property.SetValueComparer(StoredLists.Comparer);
        }
    }

    /// <summary>
    /// Neither NaN nor infinity, which are a number, a day and a moment here. No infinity fits into a number with a precision.
    /// </summary>
    public ValueRule? RuleOf(IReadOnlyProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        var type when type == typeof(decimal) => new("number", column => $"{column} <> 'NaN'"),
        var type when type == typeof(DateOnly) => new(
            "day", column => $"{column} between date '{ValueRule.FirstDay}' and date '{ValueRule.LastDay}'"),
        var type when type == typeof(DateTimeOffset) => new(
            "moment",
            column =>
                $"{column} between timestamptz '{ValueRule.FirstDay} 00:00:00+00' "
                    + $"and timestamptz '{ValueRule.LastDay} 23:59:59.999999+00'"),
        _ => null,
    };

    public void Apply(IMutableIndex index)
    {
        // PostgreSQL takes null for the highest value unless it is told. A part of the rows is for a rule, and for no order.
        if (index.GetFilter() is null && index.Properties.Any(property => property.IsNullable))
        {
            index.SetNullSortOrder(
                index.Properties.Select(property => property.IsNullable ? NullSortOrder.NullsFirst : NullSortOrder.Unspecified).ToArray());
        }
    }
}
