using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Entry;

/// <summary>Whether what is sent again under a reference is what was sent before. What was corrected since counts as it was sent.</summary>
internal static class SameContent
{
    // What an office does not send.
    private static readonly string[] Ours = ["Id", "UpdatedAt", "DataSource", "Source"];

    /// <summary>The first field in which two rows differ, by its name in the graph; null where they are the same.</summary>
    public static async Task<string?> FindDifferenceAsync(
        IndhCoopsContext context, object earlier, object candidate, CancellationToken cancellationToken)
    {
        var id = (Guid)context.Entry(earlier).Property("Id").CurrentValue!;
        foreach (var (field, _, sent) in Fields(context, earlier, candidate).Where(field => !Equals(field.There, field.Sent)))
        {
            var first = await context.Changes.Where(change => change.RowId == id && change.Field == field)
                .OrderBy(change => change.At).ThenBy(change => change.Id).FirstOrDefaultAsync(cancellationToken);
            if (first is null || first.Old != ChangeText.Of(sent))
            {
                return field;
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, object? There, object? Sent)> Fields(
        IndhCoopsContext context, object earlier, object candidate)
    {
        var entry = context.Entry(earlier);
        foreach (var property in entry.Metadata.GetProperties().Where(
            property => property.PropertyInfo is not null && !Ours.Contains(property.Name)))
        {
            yield return (GraphName(property), entry.Property(property.Name).CurrentValue, property.PropertyInfo!.GetValue(candidate));
        }

        foreach (var navigation in entry.Metadata.GetNavigations().Where(navigation => !navigation.IsCollection))
        {
            var target = navigation.PropertyInfo!.GetValue(candidate);
            var key = target is null
                ? null
                : context.Entry(target).Property(navigation.ForeignKey.PrincipalKey.Properties[0].Name).CurrentValue;
            yield return (GraphName(navigation), entry.Property(navigation.ForeignKey.Properties[0].Name).CurrentValue, key);
        }
    }

    private static string GraphName(IReadOnlyPropertyBase member) => char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
}
