using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>
/// SQLite knows neither decimals nor identifiers nor moments. Whole centimes, big-endian bytes and whole microseconds
/// sum, sort and compare exactly, and as they do in PostgreSQL.
/// </summary>
internal sealed class SqliteFormats : IStorageFormats
{
    // By name: what compiles a model writes an expression anew, and not always as it was.
    private static readonly ValueConverter<decimal, long> Centimes = new(amount => ToCentimes(amount), centimes => FromCentimes(centimes));

    private static readonly ValueConverter<Guid, byte[]> BigEndian = new(id => ToBigEndian(id), bytes => FromBigEndian(bytes));

    private static readonly ValueConverter<DateTimeOffset, long> Microseconds = new(
        moment => ToMicroseconds(moment), microseconds => FromMicroseconds(microseconds));

    // 1900-01-01 and 2200-12-31, in microseconds since 1970.
    private const long FirstMoment = -2_208_988_800_000_000, LastMoment = 7_289_654_399_999_999;

    // In centimes: the digits that numeric(14,2) and numeric(18,2) have on PostgreSQL.
    private const long MostAmount = 100_000_000_000_000, MostSum = 1_000_000_000_000_000_000;

    public bool HasChecks => false;

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

    /// <summary>The type as well: any column of SQLite takes a value of any type. Of texts, every value can be read.</summary>
    public ValueRule? RuleOf(IReadOnlyProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        string Is(string column, string stored) =>
            $"typeof({column}) {(property.IsNullable ? $"in ('{stored}', 'null')" : $"= '{stored}'")}";
        return type switch
        {
            _ when type == typeof(decimal) => new(
                "number", column => $"{Is(column, "integer")} and abs({column}) < {(Sums.Hold(property) ? MostSum : MostAmount)}"),
            _ when type == typeof(DateTimeOffset) => new(
                "moment", column => $"{Is(column, "integer")} and {column} between {FirstMoment} and {LastMoment}"),
            _ when type == typeof(DateOnly) => new(
                "day",
                column =>
                    $"{Is(column, "text")} and {column} between '{ValueRule.FirstDay}' and '{ValueRule.LastDay}' and {column} is "
                        + $"date({column})"),
            _ when type == typeof(bool) => new("flag", column => $"{Is(column, "integer")} and {column} in (0, 1)"),
            _ when type == typeof(int) => new("number", column => $"{Is(column, "integer")} and abs({column}) <= {int.MaxValue}"),
            _ when type == typeof(long) => new("number", column => Is(column, "integer")),
            _ when type == typeof(Guid) => new("id", column => $"{Is(column, "blob")} and length({column}) = 16"),
            _ => null,
        };
    }

    public void Apply(IMutableIndex index)
    {
        // In SQLite null is the lowest value anyway.
    }

    public static long ToCentimes(decimal amount) => decimal.ToInt64(amount * 100m);

    public static decimal FromCentimes(long centimes) => centimes / 100m;

    public static byte[] ToBigEndian(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid FromBigEndian(byte[] bytes) => new(bytes, bigEndian: true);

    public static long ToMicroseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
