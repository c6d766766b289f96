using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>How a kind of database stores what it has no exact type for, and how it writes the lowest value of a type.</summary>
internal interface IStorageFormats
{
    /// <summary>Sets the column's type, conversion and collation.</summary>
    void Apply(IMutableProperty property);

    /// <summary>What a column holds beyond its type; null where the database itself sees to all of it.</summary>
    ValueRule? RuleOf(IReadOnlyProperty property);

    /// <summary>A literal that sorts below every value of the type.</summary>
    string Lowest(Type type);
}
