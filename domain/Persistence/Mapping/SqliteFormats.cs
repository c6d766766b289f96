using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>
/// SQLite knows neither decimals nor identifiers nor moments. Whole centimes, big-endian bytes and whole microseconds
/// sum, sort and compare exactly, and as they do in PostgreSQL.
/// </summary>
internal sealed class SqliteFormats : IStorageFormats
{
    // By name: what compiles a model writes an expression anew, and not always as it was.
    private static readonly ValueConverter<decimal, long> Centimes = new(amount => ToCentimes(amount), centimes => FromCentimes(centimes));

    private static readonly ValueConverter<Guid, byte[]> BigEndian = new(id => ToBigEndian(id), bytes => FromBigEndian(bytes));

    private static readonly ValueConverter<DateTimeOffset, long> Microseconds = new(moment => ToMicroseconds(moment), microseconds => FromMicroseconds(microseconds));

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

    public void Apply(IMutableIndex index)
    {
        // In SQLite null is the lowest value anyway.
    }

    public static long ToCentimes(decimal amount) => decimal.ToInt64(amount * 100m);

    public static decimal FromCentimes(long centimes) => centimes / 100m;

    public static byte[] ToBigEndian(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid FromBigEndian(byte[] bytes) => new(bytes, bigEndian: true);

    public static long ToMicroseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
