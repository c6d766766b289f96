using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>How lists of texts are stored: an array where the database has one, JSON where it has not.</summary>
internal static class StoredLists
{
    public static readonly ValueConverter<IReadOnlyList<string>, string[]> AsArray = new(
        list => list.ToArray(),
        stored => stored);

    public static readonly ValueConverter<IReadOnlyList<string>, string> AsJson = new(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        stored => JsonSerializer.Deserialize<string[]>(stored, JsonSerializerOptions.Default)!);

    public static readonly ValueComparer<IReadOnlyList<string>> Comparer = new(
        (left, right) => left!.SequenceEqual(right!),
        list => list.Aggregate(0, (hash, text) => HashCode.Combine(hash, text.GetHashCode(StringComparison.Ordinal))),
        list => list.ToArray());
}
