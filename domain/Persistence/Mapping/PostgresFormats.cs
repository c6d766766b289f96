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

    public string Lowest(Type type) => type switch
    {
        _ when type == typeof(int) => "-2147483648",
        _ when type == typeof(decimal) => "-999999999999.99",
        _ when type == typeof(DateOnly) => "'-infinity'::date",
        _ => throw new NotSupportedException($"No lowest value is known for {type}."),
    };
}
