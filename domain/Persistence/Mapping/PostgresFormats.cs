using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

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

    public void Apply(IMutableIndex index)
    {
        // PostgreSQL takes null for the highest value unless it is told.
        if (index.Properties.Any(property => property.IsNullable))
        {
            index.SetNullSortOrder(index.Properties.Select(property => property.IsNullable ? NullSortOrder.NullsFirst : NullSortOrder.Unspecified).ToArray());
        }
    }
}
