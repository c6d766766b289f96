using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>
/// SQLite knows neither decimals nor identifiers nor moments. Whole centimes, big-endian bytes and whole microseconds
/// sum, sort and compare exactly, and as they do in PostgreSQL.
/// </summary>
internal sealed class SqliteFormats : IStorageFormats
{
    private static readonly ValueConverter<decimal, long> Centimes = new(
        amount => decimal.ToInt64(amount * 100m),
        centimes => centimes / 100m);

    private static readonly ValueConverter<Guid, byte[]> BigEndian = new(
        id => id.ToByteArray(true),
        bytes => FromBigEndian(bytes));

    private static readonly ValueConverter<DateTimeOffset, long> Microseconds = new(
        moment => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));

    public void Apply(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(decimal))
        {
            property.SetValueConverter(Centimes);
        }
        else if (type == typeof(Guid))
        {
            property.SetValueConverter(BigEndian);
        }
        else if (type == typeof(DateTimeOffset))
        {
            property.SetValueConverter(Microseconds);
        }
        else if (type == typeof(IReadOnlyList<string>))
        {
            property.SetValueConverter(StoredLists.AsJson);
            property.SetValueComparer(StoredLists.Comparer);
        }
    }

    /// <summary>An identifier from its bytes; compiled models call it.</summary>
    public static Guid FromBigEndian(byte[] bytes) => new(bytes, bigEndian: true);

    public string Lowest(Type type) => type switch
    {
        _ when type == typeof(int) => "-2147483648",
        _ when type == typeof(decimal) => "-99999999999999",
        _ when type == typeof(DateOnly) => "'0001-01-01'",
        _ => throw new NotSupportedException($"No lowest value is known for {type}."),
    };
}
