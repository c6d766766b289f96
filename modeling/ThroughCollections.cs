using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Modeling;

/// <summary>A collection that goes through another one: a region's cooperatives are those of its provinces.</summary>
/// <param name="Name">The property that lists them.</param>
/// <param name="Target">What is listed.</param>
/// <param name="PathToOwner">The navigations that lead from a listed row to its owner.</param>
public sealed record ListThrough(string Name, IReadOnlyEntityType Target, IReadOnlyList<IReadOnlyNavigation> PathToOwner);

/// <summary>Declares and finds collections that go through others.</summary>
public static class ThroughCollections
{
    private const string Annotation = "IndhCoops:Through:";

    /// <summary>The collections of an entity that go through others.</summary>
    public static IEnumerable<ListThrough> GetThroughCollections(this IReadOnlyEntityType entity)
    {
        foreach (var annotation in entity.GetAnnotations().Where(
            annotation => annotation.Name.StartsWith(Annotation, StringComparison.Ordinal)))
        {
            var parts = ((string)annotation.Value!).Split('.');
            var target = entity.Model.GetEntityTypes().Single(type => type.ClrType.Name == parts[0]);
            var path = new List<IReadOnlyNavigation>();
            var current = target;
            foreach (var name in parts.Skip(1))
            {
                path.Add(current.FindNavigation(name)!);
                current = path[^1].TargetEntityType;
            }

            yield return new ListThrough(annotation.Name[Annotation.Length..], target, path);
        }
    }

    /// <summary>Declares a collection that goes through another one.</summary>
    /// <param name="builder">Its owner.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="pathToOwner">The way from a listed row to its owner: <c>cooperative => cooperative.Province.Region</c>.</param>
    public static void HasCollectionThrough<TOwner, TTarget>(
        this EntityTypeBuilder<TOwner> builder,
        Expression<Func<TOwner, IEnumerable<TTarget>>> collection,
        Expression<Func<TTarget, TOwner>> pathToOwner)
        where TOwner : class
    {
        var name = ((MemberExpression)collection.Body).Member.Name;
        var path = new Stack<string>();
        for (var expression = pathToOwner.Body; expression is MemberExpression member; expression = member.Expression!)
        {
            path.Push(member.Member.Name);
        }

        builder.Ignore(name);
        builder.Metadata.SetAnnotation(Annotation + name, string.Join('.', path.Prepend(typeof(TTarget).Name)));
    }
}
