using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Modeling;

/// <summary>A text may have a companion with its folded form (<see cref="TextFolding"/>), by which the graph searches and sorts.</summary>
public static class SearchProperties
{
    private const string Annotation = "IndhCoops:Search";

    /// <summary>The property that holds the folded form of this one; null where there is none.</summary>
    public static IReadOnlyProperty? FindSearchProperty(this IReadOnlyProperty property) =>
        property.FindAnnotation(Annotation)?.Value is string name ? property.DeclaringType.FindProperty(name) : null;

    /// <summary>Declares the property that holds the folded form of this one.</summary>
    public static void HasSearchProperty(this IMutableProperty property, string name) => property.SetAnnotation(Annotation, name);
}
