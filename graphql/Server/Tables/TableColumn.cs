using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A column of a table: a value of the row, by the path of its names in the response.</summary>
/// <param name="name">The path, <c>cooperative.province.name</c>.</param>
/// <param name="scale">For exact numbers: how many decimals they have at most.</param>
internal abstract class TableColumn(string name, ScalarKind kind, int scale)
{
    public string Name => name;

    public ScalarKind Kind => kind;

    public int Scale => scale;

    /// <summary>The path of the fields in the schema, whatever aliases they stand under.</summary>
    public required string[] Fields { get; init; }

    /// <summary>Where it stands in a row of the database; null for what is computed of several values.</summary>
    public virtual int? Ordinal => null;

    public bool IsText => Kind is ScalarKind.Text or ScalarKind.Enum or ScalarKind.TextList or ScalarKind.Path;

    /// <summary>The value; a list of texts as one text; null where it is unknown.</summary>
    public abstract object? Read(DbDataReader row);

    public abstract void WriteJson(DbDataReader row, JsonBuffer json);

    /// <summary>Writes the value as plain text; nothing where it is unknown.</summary>
    public virtual void WriteText(DbDataReader row, JsonBuffer text)
    {
        var start = text.Length;
        WriteJson(row, text);
        if (text.Written[start..].SequenceEqual("null"u8))
        {
            text.Truncate(start);
        }
        else
        {
            text.Unquote(start);
        }
    }

    /// <summary>The columns of a row, in the order of the selection.</summary>
    /// <param name="pathBase">The path under which the client reaches this server.</param>
    /// <param name="path">The path of the row's names.</param>
    /// <param name="above">The path of the row's fields.</param>
    /// <exception cref="GraphFieldException">A list stands within the row.</exception>
    public static IEnumerable<TableColumn> Of(ObjectWriter row, string pathBase, string path = "", params string[] above) =>
        row.Fields.SelectMany(field => Of(field.Value, pathBase, path + field.Names.ResponseName, [.. above, field.Names.FieldName]));

    private static IEnumerable<TableColumn> Of(FieldWriter field, string pathBase, string path, string[] fields) => field switch
    {
        ValueWriter column => [new StoredColumn(path, column, pathBase) { Fields = fields }],
        ShareWriter share => [new ShareColumn(path, share) { Fields = fields }],
        ReferenceWriter reference => Of(reference.Target, pathBase, $"{path}.", fields),
        NestedWriter => throw new GraphFieldException(
            new GraphError($"`{path}` is a list within a row: a table has one row for each element of one list.")),
        _ => [],
    };

    private sealed class StoredColumn(string name, ValueWriter field, string pathBase)
        : TableColumn(name, field.Codec.Kind, field.Codec.Scale)
    {
        // Tables hold the keys themselves, also where the graph shows global ids: they are joined with the reports, which hold keys.
        private readonly ValueCodec _codec = field.Codec is GlobalIdCodec ids ? ids.Key : field.Codec;

        public override int? Ordinal { get; } = field.Ordinal;

        public override object? Read(DbDataReader row)
        {
            if (row.IsDBNull(field.Ordinal))
            {
                return null;
            }

            var value = _codec.Read(row, field.Ordinal);
            return Kind switch
            {
                ScalarKind.Path => pathBase + value,
                ScalarKind.TextList => string.Join("; ", (IEnumerable<string>)value),
                _ => value,
            };
        }

        public override void WriteText(DbDataReader row, JsonBuffer text)
        {
            if (Kind == ScalarKind.TextList)
            {
                text.WriteRaw(Encoding.UTF8.GetBytes((string?)Read(row) ?? ""));
            }
            else if (_codec is not TextCodec texts)
            {
                base.WriteText(row, text);
            }
            else if (!row.IsDBNull(field.Ordinal))
            {
                if (Kind == ScalarKind.Path)
                {
                    Encoding.UTF8.GetBytes(pathBase, text);
                }

                texts.Write(row, field.Ordinal, text);
            }
        }

        public override void WriteJson(DbDataReader row, JsonBuffer json)
        {
            if (row.IsDBNull(field.Ordinal))
            {
                json.WriteNull();
            }
            else if (_codec is TextCodec { Kind: ScalarKind.Path } paths)
            {
                paths.WriteJson(row, field.Ordinal, pathBase, json);
            }
            else
            {
                _codec.WriteJson(row, field.Ordinal, json);
            }
        }
    }

    private sealed class ShareColumn(string name, ShareWriter field) : TableColumn(name, ScalarKind.Decimal, ShareWriter.Scale)
    {
        public override object? Read(DbDataReader row) => field.Read(row);

        public override void WriteJson(DbDataReader row, JsonBuffer json) => field.WriteJson(row, json);
    }
}
