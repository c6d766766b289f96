using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>
/// A nullable value that is often sorted by has a generated companion column in which null is the lowest value: a page
/// then continues at a key by one comparison, on an index, on every database.
/// </summary>
public static class SortColumns
{
    private const string Annotation = "IndhCoops:Sort";

    /// <summary>The property that holds the value with null as the lowest; null where there is none.</summary>
    public static IReadOnlyProperty? FindSortProperty(this IReadOnlyProperty property) =>
        property.FindAnnotation(Annotation)?.Value is string name ? property.DeclaringType.FindProperty(name) : null;

    internal static string HasSortColumn<TEntity, TValue>(this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, TValue?>> property)
        where TEntity : class
        where TValue : struct
    {
        var name = builder.Property(property).Metadata.Name;
        var sort = builder.Property<TValue>($"{name}Sort").ValueGeneratedOnAddOrUpdate().Metadata;
        builder.Property(property).Metadata.SetAnnotation(Annotation, sort.Name);
        return sort.Name;
    }

    internal static void SetExpressions(IMutableEntityType entity, IStorageFormats formats, Func<string, string> columnName)
    {
        foreach (var property in entity.GetProperties().ToList())
        {
            if (property.FindAnnotation(Annotation)?.Value is string name)
            {
                var sort = entity.FindProperty(name)!;
                sort.SetComputedColumnSql($"coalesce({columnName(property.Name)}, {formats.Lowest(sort.ClrType)})");
                sort.SetIsStored(true);
            }
        }
    }
}
