using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Modeling;

/// <summary>Declares and finds properties that have no column: the graph computes them in SQL from the columns of the row.</summary>
public static class Expressions
{
    /// <summary>Stands for the row's table in an expression.</summary>
    public const string Row = "{row}";

    /// <summary>Stands for the day of the request, a date, in an expression.</summary>
    public const string Today = "{today}";

    private const string Annotation = "IndhCoops:Sql:";

    /// <summary>The SQL that computes a property; null where it has a column.</summary>
    public static string? FindExpression(this IReadOnlyEntityType entity, string property) =>
        entity.FindAnnotation(Annotation + property)?.Value as string;

    /// <summary>Declares a property that the graph computes.</summary>
    /// <param name="builder">Its entity.</param>
    /// <param name="property">The property.</param>
    /// <param name="sql">The SQL, in which <see cref="Row"/> stands for the table of the row and <see cref="Today"/> for the day of the
    /// request.</param>
    public static void HasExpression<TEntity, TValue>(
        this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, TValue>> property, string sql)
        where TEntity : class
    {
        var name = ((MemberExpression)property.Body).Member.Name;
        builder.Ignore(name);
        builder.Metadata.SetAnnotation(Annotation + name, sql);
    }
}
