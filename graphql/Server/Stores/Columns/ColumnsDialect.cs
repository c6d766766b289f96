using System.Numerics;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>DuckDB. Amounts are whole centimes, moments whole microseconds: whole numbers sum exactly, and faster than decimals.</summary>
/// <param name="tables">The tables that are copied.</param>
internal sealed class ColumnsDialect(CopiedTables tables) : LateralDialect
{
    private readonly Dictionary<ScalarKind, ValueCodec> _codecs = new()
    {
        [ScalarKind.Text] = new ColumnsTexts(ScalarKind.Text),
        [ScalarKind.Enum] = new ColumnsTexts(ScalarKind.Enum),
        [ScalarKind.Path] = new ColumnsTexts(ScalarKind.Path),
        [ScalarKind.Int] = new ColumnsCodec<long, int>(
            ScalarKind.Int, static value => (int)value, static value => (int)value, static (json, value) => json.WriteNumber(value)),
        [ScalarKind.Long] = AsItIs<long>(ScalarKind.Long, static (json, value) => json.WriteNumber(value), static value => value),
        [ScalarKind.Decimal] = new ColumnsCodec<long, long>(
            ScalarKind.Decimal,
            static value => Whole((decimal)value * 100m),
            static value => value / 100m,
            static (json, value) => json.WriteHundredths(value))
        { Number = static value => value / 100m },
        [ScalarKind.Date] = AsItIs<DateOnly>(ScalarKind.Date, static (json, value) => json.WriteDate(value)),
        [ScalarKind.DateTime] = new ColumnsMoments(),
        [ScalarKind.Uuid] = AsItIs<Guid>(ScalarKind.Uuid, static (json, value) => json.WriteUuid(value)),
        [ScalarKind.Boolean] = AsItIs<bool>(ScalarKind.Boolean, static (json, value) => json.WriteBoolean(value)),
        [ScalarKind.TextList] = new ColumnsCodec<List<string>, List<string>>(
            ScalarKind.TextList,
            static value => [.. (IEnumerable<string>)value],
            static value => value,
            static (json, texts) => json.WriteTexts(CollectionsMarshal.AsSpan(texts))),
    };

    /// <remarks>DuckDB takes a null within a row for the greatest value.</remarks>
    public override bool HasRowComparison => false;

    public override bool JoinsLate => true;

    public override bool StoresComputedMembers => true;

    public override ValueCodec Codec(ScalarKind kind) => _codecs[kind];

    public override bool IsOverflow(DbException exception) => exception is DuckDBException
    {
        ErrorType: DuckDBErrorType.Conversion or DuckDBErrorType.OutOfRange,
    };

    public override string Placeholder(int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");

    public override string IsOneOf(string expression, string listPlaceholder, ScalarKind kind) =>
        $"{expression} in (select unnest({listPlaceholder}))";

    public override string IsLike(string expression, string pattern) => $@"{expression} like {pattern} escape '\'";

    protected override ValueCodec AverageCodec { get; } = new ColumnsCodec<BigInteger, long>(
        ScalarKind.Decimal,
        static value => Whole((decimal)value * 10_000m),
        static value => (decimal)value / 10_000m,
        static (json, value) => json.WriteDecimal((decimal)value / 10_000m))
    { Scale = 4 };

    protected override string Sum(string expression, ScalarKind kind) => $"sum({expression})::bigint";

    /// <remarks>
    /// In whole ten-thousandths: doubled, half a count is added in the direction of the sign, and the division cuts off. 128 bits hold
    /// every product.
    /// </remarks>
    public override string Mean(string sum, string count, ScalarKind kind)
    {
        var scale = kind == ScalarKind.Decimal ? 100 : 10_000;
        return string.Create(
            CultureInfo.InvariantCulture, $"(({2 * scale} * ({sum})::hugeint + {count} * sign({sum})) // nullif(2 * {count}, 0))");
    }

    public override string Whole(string expression, string window, ScalarKind kind) => $"(sum({expression}) over ({window}))::bigint";

    /// <remarks>Years, quarters and months have numbers: only that of a group becomes a day.</remarks>
    public override string PeriodStart(string expression, ScalarKind kind, string period) =>
        (kind, period, PeriodNumber(expression, kind, period)) switch
        {
            (ScalarKind.DateTime, _, _) => $"epoch_us(date_trunc('{period}', make_timestamp({expression})))",
            (_, "DAY", _) => expression,
            (_, "YEAR", { } number) => $"make_date({number}, 1, 1)",
            (_, "QUARTER", { } number) => $"make_date(({number} - 1) // 4, ({number} - 1) % 4 * 3 + 1, 1)",
            (_, "MONTH", { } number) => $"make_date(({number} - 1) // 12, ({number} - 1) % 12 + 1, 1)",
            (_, "WEEK", _) => $"({expression} - (isodow({expression}) - 1)::integer)",
            _ => $"date_trunc('{period}', {expression})::date",
        };

    public override string? PeriodNumber(string expression, ScalarKind kind, string period) => (kind, period) switch
    {
        (ScalarKind.Date, "YEAR") => $"year({expression})",
        (ScalarKind.Date, "QUARTER") => $"(year({expression}) * 4 + quarter({expression}))",
        (ScalarKind.Date, "MONTH") => $"(year({expression}) * 12 + month({expression}))",
        _ => null,
    };

    public override string? Carried(EntityDescription entity, ReferenceMember reference, string column) =>
        tables.Find(entity)?.Carries(new CarriedFrom(reference, column));

    public override string? NumbersOf(EntityDescription entity, string column) => tables.Find(entity)?.NumbersOf(column);

    /// <remarks>The remainder of a negative number is negative: the width lifts it.</remarks>
    public override string BucketStart(string expression, string width, ScalarKind kind) =>
        $"({expression}::bigint - ({expression} % {width}::bigint + {width}::bigint) % {width}::bigint)";

    public override string Elements(string listExpression, string searchListExpression, string name) =>
        $"(select unnest({listExpression}) as value, unnest({searchListExpression}) as search) as {name}";

    public override string Parents(string listPlaceholder) =>
        $"(select unnest({listPlaceholder}) as key, generate_subscripts({listPlaceholder}, 1) as ordinal) as p";

    // No sum is greater than what a column holds: a number beyond that compares with all of them as the last one within.
    private static long Whole(decimal value) => (long)Math.Clamp(value, long.MinValue, long.MaxValue);

    private static ColumnsCodec<T, T> AsItIs<T>(ScalarKind kind, Action<JsonBuffer, T> write, Func<T, decimal>? number = null)
        where T : notnull => new(kind, static value => (T)value, static value => value, write) { Number = number };

    private sealed class ColumnsCodec<TRead, TGiven>(
        ScalarKind kind, Func<object, TGiven> give, Func<TRead, object> load, Action<JsonBuffer, TRead> write) : ValueCodec(kind)
        where TRead : notnull
        where TGiven : notnull
    {
        /// <summary>The number, without an object around it; null for what is none, or seldom asked for.</summary>
        public Func<TRead, decimal>? Number { get; init; }

        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) =>
            write(json, reader.GetFieldValue<TRead>(ordinal));

        public override object Read(DbDataReader reader, int ordinal) => load(reader.GetFieldValue<TRead>(ordinal));

        public override decimal ReadNumber(DbDataReader reader, int ordinal) =>
            Number is { } number ? number(reader.GetFieldValue<TRead>(ordinal)) : base.ReadNumber(reader, ordinal);

        public override DbParameter Parameter(object value) => new DuckDBParameter(give(value));

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) => new DuckDBParameter(values.Select(give).ToList());
    }

    private sealed class ColumnsMoments() : MomentCodec(DateTimeOffset.UnixEpoch)
    {
        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) =>
            json.WriteDateTime(Moment(reader.GetInt64(ordinal)));

        public override object Read(DbDataReader reader, int ordinal) => Moment(reader.GetInt64(ordinal));

        protected override DbParameter Parameter(long microseconds) => new DuckDBParameter(microseconds);

        protected override DbParameter ListParameter(IEnumerable<long> microseconds) => new DuckDBParameter(microseconds.ToList());
    }

    private sealed class ColumnsTexts(ScalarKind kind) : TextCodec(kind)
    {
        public override void Write(DbDataReader reader, int ordinal, JsonBuffer text) =>
            Encoding.UTF8.GetBytes(reader.GetString(ordinal), text);

        public override DbParameter Parameter(object value) => new DuckDBParameter((string)value);

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
            new DuckDBParameter(values.Cast<string>().ToList());
    }
}
