using System.Globalization;
using CsvHelper;

namespace IndhCoops.Domain.ReferenceData;

/// <summary>A shipped CSV file. What cannot be read is refused with file, line and column.</summary>
internal sealed class ReferenceTable
{
    private ReferenceTable(string file, IReadOnlyList<Row> rows) => (File, Rows) = (file, rows);

    public string File { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static ReferenceTable Parse(string file, TextReader text)
    {
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw },
            leaveOpen: true);
        try
        {
            if (!reader.Read())
            {
                throw new InvalidDataException($"{file}, line 1, column 1: the file is empty.");
            }

            var header = Fields(reader);
            var rows = new List<Row>();
            while (reader.Read())
            {
                var fields = Fields(reader);
                if (fields.Length != header.Length)
                {
                    throw new InvalidDataException(
                        $"{file}, line {reader.LineNumber}, column {Math.Min(fields.Length, header.Length) + 1}: "
                            + $"{header.Length} fields are expected, {fields.Length} found.");
                }

                rows.Add(new Row(file, reader.LineNumber, header, fields));
            }

            return new ReferenceTable(file, rows);
        }
        catch (CsvFormatException exception)
        {
            throw new InvalidDataException(
                $"{file}, line {exception.LineNumber}, column {exception.FieldIndex + 1}: the CSV is malformed.", exception);
        }
    }

    private static string[] Fields(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    internal sealed class Row(string file, long line, string[] header, string[] fields)
    {
        public string Text(string column) =>
            OptionalText(column) ?? throw Refuse(column, "a value is required.");

        public string? OptionalText(string column)
        {
            var index = Array.IndexOf(header, column);
            return index < 0 ? throw Refuse(column, "the column is missing.")
                : string.IsNullOrWhiteSpace(fields[index]) ? null
                : fields[index];
        }

        public T? Optional<T>(string column)
            where T : struct, IParsable<T> =>
            OptionalText(column) is not { } text ? null
            : T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value
            : throw Refuse(column, $"\"{text}\" is not a {typeof(T).Name}.");

        public T Value<T>(string column)
            where T : struct, IParsable<T> =>
            Optional<T>(column) ?? throw Refuse(column, "a value is required.");

        public T? OptionalEnum<T>(string column)
            where T : struct, Enum =>
            OptionalText(column) is not { } text ? null
            : Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value
            : throw Refuse(column, $"\"{text}\" is not a {typeof(T).Name}.");

        public T Enumeration<T>(string column)
            where T : struct, Enum =>
            OptionalEnum<T>(column) ?? throw Refuse(column, "a value is required.");

        public T? OptionalReference<TKey, T>(string column, TKey? key, IReadOnlyDictionary<TKey, T> known)
            where TKey : notnull
            where T : class =>
            key is null ? null : known.TryGetValue(key, out var value) ? value : throw Refuse(
                column, $"\"{OptionalText(column)}\" is not known.");

        public T Reference<TKey, T>(string column, TKey key, IReadOnlyDictionary<TKey, T> known)
            where TKey : notnull
            where T : class =>
            OptionalReference(column, key, known)!;

        public InvalidDataException Refuse(string column, string reason, Exception? inner = null) =>
            new($"{file}, line {line}, column {column}: {reason}", inner);

        /// <summary>Makes a row of the domain; what the domain refuses is a fault of this line.</summary>
        public T Make<T>(Func<Row, T> make)
        {
            try
            {
                return make(this);
            }
            catch (ArgumentException exception)
            {
                throw Refuse(exception.ParamName ?? "?", exception.Message, exception);
            }
        }
    }
}
