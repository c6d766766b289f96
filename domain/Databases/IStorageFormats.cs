using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Databases;

/// <summary>How a kind of database stores what it has no exact type for, and how its indexes hold null.</summary>
internal interface IStorageFormats
{
    /// <summary>Sets the column's type, conversion and collation.</summary>
    void Apply(IMutableProperty property);

    /// <summary>What a column holds beyond its type; null where the database itself sees to all of it.</summary>
    ValueRule? RuleOf(IReadOnlyProperty property);

    /// <summary>
    /// Whether tables have checks for what a column holds. SQLite can add no check to a table that there is, and has triggers.
    /// </summary>
    bool HasChecks { get; }

    /// <summary>Makes null the lowest value in the index, as it is in every order of the graph.</summary>
    void Apply(IMutableIndex index);
}
