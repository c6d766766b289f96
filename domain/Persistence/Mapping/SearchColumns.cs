using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>Every text has a companion column with its folded form, by which the graph searches and sorts.</summary>
public static class SearchColumns
{
    /// <summary>The folded form of a text or of a list of texts.</summary>
    public static object Fold(object? value) => value is IReadOnlyList<string> list
        ? list.Select(TextFolding.Fold).ToArray()
        : TextFolding.Fold((string?)value);

    internal static void Add(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties().Where(IsSearched).ToList())
        {
            // A configuration that indexes the column has declared it already.
            var search = entity.FindProperty($"{property.Name}Search") ?? entity.AddProperty($"{property.Name}Search", property.ClrType);
            search.IsNullable = false;
            property.HasSearchProperty(search.Name);
        }
    }

    internal static void Update(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var property in entry.Metadata.GetProperties())
            {
                if (property.FindSearchProperty() is { } search)
                {
                    entry.Property(search.Name).CurrentValue = Fold(entry.Property(property.Name).CurrentValue);
                }
            }
        }
    }

    private static bool IsSearched(IMutableProperty property) =>
        property.PropertyInfo is not null
        && !property.PropertyInfo.IsDefined(typeof(NotExposedAttribute), inherit: true)
        && property.DeclaringType.ClrType != typeof(LoadedData)
        && (property.ClrType == typeof(string) || property.ClrType == typeof(IReadOnlyList<string>));
}
