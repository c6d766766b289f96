using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>SQLite. Amounts are whole centimes, moments whole microseconds, identifiers big-endian bytes.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private readonly Dictionary<ScalarKind, ValueCodec> _codecs = new()
    {
        [ScalarKind.Text] = new SqliteTexts(ScalarKind.Text),
        [ScalarKind.Enum] = new SqliteTexts(ScalarKind.Enum),
        [ScalarKind.Path] = new SqliteTexts(ScalarKind.Path),
        [ScalarKind.Int] = new SqliteCodec<long>(
            ScalarKind.Int,
            static value => (int)value,
            static (row, at) => (int)Number(row, at),
            static (row, at, json) => json.WriteNumber(Number(row, at))),
        [ScalarKind.Long] = new SqliteCodec<long>(
            ScalarKind.Long,
            static value => (long)value,
            static (row, at) => Number(row, at),
            static (row, at, json) => json.WriteNumber(Number(row, at))),
        [ScalarKind.Decimal] = new SqliteCodec<long>(
            ScalarKind.Decimal,
            static value => Whole((decimal)value * 100m),
            static (row, at) => Number(row, at) / 100m,
            static (row, at, json) => json.WriteHundredths(Number(row, at))),
        [ScalarKind.Date] = new SqliteCodec<string>(ScalarKind.Date, FormatDate, static (row, at) => ParseDate(Bytes(row, at)), WriteDate),
        [ScalarKind.DateTime] = new SqliteMoments(),
        [ScalarKind.Uuid] = new SqliteCodec<byte[]>(
            ScalarKind.Uuid,
            static value => ((Guid)value).ToByteArray(bigEndian: true),
            static (row, at) => new Guid(Bytes(row, at), bigEndian: true),
            static (row, at, json) => json.WriteUuid(new Guid(Bytes(row, at), bigEndian: true))),
        [ScalarKind.Boolean] = new SqliteCodec<long>(
            ScalarKind.Boolean,
            static value => (bool)value ? 1 : 0,
            static (row, at) => Number(row, at) != 0,
            static (row, at, json) => json.WriteBoolean(Number(row, at) != 0)),
        [ScalarKind.TextList] = new SqliteCodec<string>(
            ScalarKind.TextList,
            static value => (string)value,
            static (row, at) => Texts(row, at),
            static (row, at, json) => json.WriteTexts(Texts(row, at))),
    };

    public override string ParentOrdinal => "p.key";

    public override int FirstOrdinal => 0;

    public override bool HasLateral => false;

    /// <remarks>An index leads to this number, which the table is sorted by (https://www.sqlite.org/rowidtable.html).</remarks>
    public override string RowAddress => "rowid";

    public override bool JoinsExists => false;

    public override ValueCodec Codec(ScalarKind kind) => _codecs[kind];

    /// <remarks>SQLite has no error code for an overflow.</remarks>
    public override bool IsOverflow(DbException exception) => exception.Message.Contains("integer overflow", StringComparison.Ordinal);

    public override string Placeholder(int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");

    public override string IsOneOf(string expression, string listPlaceholder, ScalarKind kind) =>
        $"{expression} in (select {Element("value", kind)} from json_each({listPlaceholder}))";

    public override string IsLike(string expression, string pattern) => $@"{expression} like {pattern} escape '\'";

    public override string Ordered(string expression, bool isDescending, bool isNullable) =>
        isDescending ? $"{expression} desc" : expression;

    protected override ValueCodec AverageCodec { get; } = new SqliteCodec<long>(
        ScalarKind.Decimal,
        static value => Whole((decimal)value * 10_000m),
        static (row, at) => Number(row, at) / 10_000m,
        static (row, at, json) => json.WriteDecimal(Number(row, at) / 10_000m))
    { Scale = 4 };

    protected override string Sum(string expression, ScalarKind kind) => $"sum({expression})";

    /// <remarks>
    /// In whole ten-thousandths: doubled, half a count is added in the direction of the sign, and the division cuts off. The sum is divided
    /// before it is multiplied: a product beyond 64 bits would become a floating-point number.
    /// </remarks>
    public override string Mean(string sum, string count, ScalarKind kind)
    {
        var scale = kind == ScalarKind.Decimal ? 100 : 10_000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"({sum} / {count} * {scale} + ({2 * scale} * ({sum} % {count}) + {count} * sign({sum})) / (2 * {count}))");
    }

    public override string Whole(string expression, string window, ScalarKind kind) => $"sum({expression}) over ({window})";

    public override string PeriodStart(string expression, ScalarKind kind, string period)
    {
        if (kind == ScalarKind.DateTime)
        {
            // A division rounds towards zero, so a moment before 1970 needs one day less.
            var day = $"date({expression} / 1000000 - ({expression} % 1000000 < 0), 'unixepoch')";
            return $"(unixepoch({PeriodStart(day, ScalarKind.Date, period)}) * 1000000)";
        }

        return period switch
        {
            "DAY" => expression,
            "WEEK" => $"date({expression}, '-6 days', 'weekday 1')",
            "MONTH" => $"(substr({expression}, 1, 8) || '01')",
            "QUARTER" => $"date({expression}, 'start of month', '-' || ((substr({expression}, 6, 2) - 1) % 3) || ' months')",
            _ => $"(substr({expression}, 1, 5) || '01-01')",
        };
    }

    public override string BucketStart(string expression, string width, ScalarKind kind) =>
        $"({expression} - ({expression} % {width} + {width}) % {width})";

    public override string Elements(string listExpression, string searchListExpression, string name) =>
        $"(select v.value as value, s.value as search from json_each({listExpression}) v "
            + $"join json_each({searchListExpression}) s on s.key = v.key) as {name}";

    public override string FoldedElements(string searchListExpression, string name) => $"json_each({searchListExpression}) as {name}";

    public override string Parents(string listPlaceholder) => $"json_each({listPlaceholder}) as p";

    public override string ParentKey(ScalarKind kind) => Element("p.value", kind);

    public override string TextOfKey(string expression, ScalarKind kind) => expression;

    public override string KeyOfText(string expression, ScalarKind kind) => expression;

    /// <remarks>Its <c>glob</c> knows sets of letters, where nested calls of <c>replace</c> cost as much as the scan itself.</remarks>
    public override string HasWord(string expression, string pattern) => $"' ' || {expression} glob {pattern}";

    public override string WordPattern(string word) =>
        word.Length == 0
            ? "*"
            : $"*[ {WordSeparators}]{string.Concat(word.Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : $"{letter}"))}*";

    // JSON carries no bytes: identifiers travel as hexadecimal digits.
    private static string Element(string expression, ScalarKind kind) => kind == ScalarKind.Uuid ? $"unhex({expression})" : expression;

    private static string FormatDate(object value) => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // 2026-11-28
    private static DateOnly ParseDate(ReadOnlySpan<byte> value) => new(Digits(value[..4]), Digits(value[5..7]), Digits(value[8..]));

    private static int Digits(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // No sum is greater than what a column holds, so a larger number compares like the largest one.
    private static long Whole(decimal value) => (long)Math.Clamp(value, long.MinValue, long.MaxValue);

    // Each call into SQLite costs as much as what it does: whoever reads a value has asked whether it is null.
    private static long Number(SqliteDataReader row, int ordinal) => raw.sqlite3_column_int64(row.Handle!, ordinal);

    // The bytes in SQLite's own memory, valid until the next row; texts are UTF-8.
    private static ReadOnlySpan<byte> Bytes(SqliteDataReader row, int ordinal) => raw.sqlite3_column_blob(row.Handle!, ordinal);

    private static void WriteDate(SqliteDataReader row, int ordinal, JsonBuffer json)
    {
        json.WriteRaw((byte)'"');
        json.WriteRaw(Bytes(row, ordinal));
        json.WriteRaw((byte)'"');
    }

    private static string[] Texts(SqliteDataReader row, int ordinal) => JsonSerializer.Deserialize<string[]>(Bytes(row, ordinal))!;

    private sealed class SqliteCodec<TStored>(
        ScalarKind kind,
        Func<object, TStored> store,
        Func<SqliteDataReader, int, object> load,
        Action<SqliteDataReader, int, JsonBuffer> write) : ValueCodec(kind)
        where TStored : notnull
    {
        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) => write((SqliteDataReader)reader, ordinal, json);

        public override object Read(DbDataReader reader, int ordinal) => load((SqliteDataReader)reader, ordinal);

        public override DbParameter Parameter(object value) => new SqliteParameter { Value = store(value) };

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
            new SqliteParameter
            {
                Value = JsonSerializer.Serialize(
                    values.Select(value => store(value) is byte[] bytes ? Convert.ToHexString(bytes) : (object)store(value))),
            };
    }

    private sealed class SqliteMoments() : MomentCodec(DateTimeOffset.UnixEpoch)
    {
        public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) =>
            json.WriteDateTime(Moment(Number((SqliteDataReader)reader, ordinal)));

        public override object Read(DbDataReader reader, int ordinal) => Moment(Number((SqliteDataReader)reader, ordinal));

        protected override DbParameter Parameter(long microseconds) => new SqliteParameter { Value = microseconds };

        protected override DbParameter ListParameter(IEnumerable<long> microseconds) =>
            new SqliteParameter { Value = JsonSerializer.Serialize(microseconds) };
    }

    private sealed class SqliteTexts(ScalarKind kind) : TextCodec(kind)
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        // SQLite takes any bytes for a text: also those that sqlite3 imports from a file in another encoding.
        public override string ReadExactly(DbDataReader reader, int ordinal) => Strict.GetString(Bytes((SqliteDataReader)reader, ordinal));

        public override void Write(DbDataReader reader, int ordinal, JsonBuffer text) =>
            text.WriteRaw(Bytes((SqliteDataReader)reader, ordinal));

        public override DbParameter Parameter(object value) => new SqliteParameter { Value = value };

        public override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
            new SqliteParameter { Value = JsonSerializer.Serialize(values) };
    }
}
