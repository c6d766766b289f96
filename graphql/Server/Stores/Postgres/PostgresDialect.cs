using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Sql;
using Npgsql;
using NpgsqlTypes;

namespace IndhCoops.GraphQL.Stores.Postgres;

internal sealed class PostgresDialect : LateralDialect
{
    private readonly Dictionary<ScalarKind, ValueCodec> _codecs = new()
    {
        [ScalarKind.Text] = new PostgresTexts(ScalarKind.Text),
        [ScalarKind.Enum] = new PostgresTexts(ScalarKind.Enum),
        [ScalarKind.Path] = new PostgresTexts(ScalarKind.Path),
        [ScalarKind.Int] = new PostgresCodec<int>(ScalarKind.Int, NpgsqlDbType.Integer, static (json, value) => json.WriteNumber(value)),
        [ScalarKind.Long] = new PostgresCodec<long>(ScalarKind.Long, NpgsqlDbType.Bigint, static (json, value) => json.WriteNumber(value)),
        [ScalarKind.Decimal] = new PostgresCodec<decimal>(
            ScalarKind.Decimal, NpgsqlDbType.Numeric, static (json, value) => json.WriteDecimal(value)),
        [ScalarKind.Date] = new PostgresCodec<DateOnly>(ScalarKind.Date, NpgsqlDbType.Date, static (json, value) => json.WriteDate(value)),
        [ScalarKind.DateTime] = new PostgresMoments(),
        [ScalarKind.Uuid] = new PostgresCodec<Guid>(ScalarKind.Uuid, NpgsqlDbType.Uuid, static (json, value) => json.WriteUuid(value)),
        [ScalarKind.Boolean] = new PostgresCodec<bool>(
            ScalarKind.Boolean, NpgsqlDbType.Boolean, static (json, value) => json.WriteBoolean(value)),
        [ScalarKind.TextList] = new PostgresCodec<string[]>(
            ScalarKind.TextList, NpgsqlDbType.Array | NpgsqlDbType.Text, static (json, texts) => json.WriteTexts(texts)),
    };

    /// <remarks>
    /// Where a parameter says it, a plan for all values is one for a tenth of the rows. PostgreSQL then plans the statement anew for each
    /// request, which takes as long as reading the page (https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES).
    /// </remarks>
    public override bool WritesLimits => true;

    public override ValueCodec Codec(ScalarKind kind) => _codecs[kind];

    public override bool IsOverflow(DbException exception) => exception.SqlState == PostgresErrorCodes.NumericValueOutOfRange;

    public override string Placeholder(int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");

    public override string IsOneOf(string expression, string listPlaceholder, ScalarKind kind) => $"{expression} = any({listPlaceholder})";

    public override string IsLike(string expression, string pattern) => $"{expression} like {pattern}";

    protected override ValueCodec AverageCodec { get; } =
        new PostgresCodec<decimal>(ScalarKind.Decimal, NpgsqlDbType.Numeric, static (json, value) => json.WriteDecimal(value))
        {
            Scale = 4,
        };

    protected override string Sum(string expression, ScalarKind kind) =>
        kind == ScalarKind.Decimal ? $"sum({expression})" : $"sum({expression})::bigint";

    /// <remarks>
    /// In whole ten-thousandths, as <c>avg</c> rounds twice: doubled, half a count is added in the direction of the sign, and the division
    /// cuts off.
    /// </remarks>
    public override string Mean(string sum, string count, ScalarKind kind) =>
        $"(div(20000 * {sum}::numeric + {count} * sign({sum}::numeric), nullif(2 * {count}, 0)) * 0.0001)";

    public override string Whole(string expression, string window, ScalarKind kind) =>
        $"(sum({expression}) over ({window})){(kind == ScalarKind.Decimal ? "" : "::bigint")}";

    public override string PeriodStart(string expression, ScalarKind kind, string period) => (kind, period) switch
    {
        (ScalarKind.DateTime, _) => $"date_trunc('{period}', {expression}, 'UTC')",
        (_, "DAY") => expression,
        _ => $"date_trunc('{period}', {expression}::timestamp)::date",
    };

    public override string BucketStart(string expression, string width, ScalarKind kind)
    {
        // The remainder of a negative number is negative: the width lifts it. Wider than a column, the sum cannot overflow.
        var type = kind == ScalarKind.Decimal ? "numeric" : "bigint";
        return $"({expression} - ({expression} % {width}::{type} + {width}::{type}) % {width}::{type})";
    }

    public override string Elements(string listExpression, string searchListExpression, string name) =>
        $"unnest({listExpression}, {searchListExpression}) as {name}(value, search)";

    public override string Parents(string listPlaceholder) => $"unnest({listPlaceholder}) with ordinality as p(key, ordinal)";

    /// <remarks>Other texts of the same column have the collation "C", too.</remarks>
    public override string TextOfKey(string expression, ScalarKind kind) =>
        kind == ScalarKind.Text ? expression : $"{expression}::text collate \"C\"";

    /// <remarks>It cannot know how many rows match what a parameter gives, and may choose the wrong index.</remarks>
    public override string ByItself => " offset 0";

    /// <remarks>The migration Search makes the function, whose cost keeps the planner from computing the words of every row.</remarks>
    public override string IsInWordIndex(string expression, string queryPlaceholder) =>
        $"search_words({expression}) @@ cast({queryPlaceholder} as tsquery)";

    public override string WordIndexQuery(IReadOnlyList<string> words) =>
        string.Join(" & ", words.Select(word => $"'{word.Replace(@"\", @"\\", StringComparison.Ordinal)}':*"));

    private sealed class PostgresCodec<T>(ScalarKind kind, NpgsqlDbType type, Action<JsonBuffer, T> write) : ValueCodec(kind)
        where T : notnull
    {
        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) => write(json, reader.GetFieldValue<T>(ordinal));

        public override object Read(DbDataReader reader, int ordinal) => reader.GetFieldValue<T>(ordinal);

        public override DbParameter Parameter(object value) => new NpgsqlParameter<T> { TypedValue = (T)value, NpgsqlDbType = type };

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
            new NpgsqlParameter<T[]> { TypedValue = [.. values.Cast<T>()], NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    // The driver takes a moment as microseconds since 2000, too: clients may ask for moments that lie beyond what .NET can hold, once they
    // are rounded up.
    private sealed class PostgresMoments() : MomentCodec(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) =>
            json.WriteDateTime(reader.GetFieldValue<DateTimeOffset>(ordinal));

        public override object Read(DbDataReader reader, int ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal);

        protected override DbParameter Parameter(long microseconds) =>
            new NpgsqlParameter<long> { TypedValue = microseconds, NpgsqlDbType = NpgsqlDbType.TimestampTz };

        protected override DbParameter ListParameter(IEnumerable<long> microseconds) =>
            new NpgsqlParameter<long[]> { TypedValue = [.. microseconds], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
    }

    private sealed class PostgresTexts(ScalarKind kind) : TextCodec(kind)
    {
        public override void Write(DbDataReader reader, int ordinal, JsonBuffer text)
        {
            // The driver lends one stream again and again, over the row that it holds.
            using var bytes = reader.GetStream(ordinal);
            var length = (int)bytes.Length;
            bytes.ReadExactly(text.GetSpan(length)[..length]);
            text.Advance(length);
        }

        public override DbParameter Parameter(object value) =>
            new NpgsqlParameter<string> { TypedValue = (string)value, NpgsqlDbType = NpgsqlDbType.Text };

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
            new NpgsqlParameter<string[]>
            {
                TypedValue = [.. values.Cast<string>()],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            };
    }
}
