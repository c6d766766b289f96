using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Entry;

/// <summary>Whether what is sent again under a reference is what was sent before.</summary>
internal static class SameContent
{
    // What an office does not send.
    private static readonly string[] Ours = ["Id", "UpdatedAt", "DataSource", "Source"];

    /// <summary>The first field in which two rows differ, by its name in the graph; null where they are the same.</summary>
    public static string? Of(IndhCoopsContext context, object earlier, object candidate)
    {
        var entry = context.Entry(earlier);
        foreach (var property in entry.Metadata.GetProperties().Where(property => property.PropertyInfo is not null && !Ours.Contains(property.Name)))
        {
            if (!Equals(entry.Property(property.Name).CurrentValue, property.PropertyInfo!.GetValue(candidate)))
            {
                return GraphName(property);
            }
        }

        foreach (var navigation in entry.Metadata.GetNavigations().Where(navigation => !navigation.IsCollection))
        {
            var target = navigation.PropertyInfo!.GetValue(candidate);
            var key = target is null ? null : context.Entry(target).Property(navigation.ForeignKey.PrincipalKey.Properties[0].Name).CurrentValue;
            if (!Equals(entry.Property(navigation.ForeignKey.Properties[0].Name).CurrentValue, key))
            {
                return GraphName(navigation);
            }
        }

        return null;
    }

    private static string GraphName(IReadOnlyPropertyBase member) => char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
}
