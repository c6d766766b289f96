using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>PostgreSQL has an exact type for everything; text sorts by code point, as it does in SQLite.</summary>
internal sealed class PostgresFormats : IStorageFormats
{
    public void Apply(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(decimal))
        {
            property.SetColumnType("numeric(14,2)");
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

    /// <summary>Neither NaN nor infinity, which are a number, a day and a moment here. No infinity fits into a number with a precision.</summary>
    public ValueRule? RuleOf(IReadOnlyProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        var type when type == typeof(decimal) => new("number", column => $"{column} <> 'NaN'"),
        var type when type == typeof(DateOnly) => new("day", column => $"{column} between date '{ValueRule.FirstDay}' and date '{ValueRule.LastDay}'"),
        var type when type == typeof(DateTimeOffset) => new(
            "moment", column => $"{column} between timestamptz '{ValueRule.FirstDay} 00:00:00+00' and timestamptz '{ValueRule.LastDay} 23:59:59.999999+00'"),
        _ => null,
    };

    public string Lowest(Type type) => type switch
    {
        _ when type == typeof(int) => "-2147483648",
        _ when type == typeof(decimal) => "-999999999999.99",
        _ when type == typeof(DateOnly) => "'-infinity'::date",
        _ => throw new NotSupportedException($"No lowest value is known for {type}."),
    };
}
