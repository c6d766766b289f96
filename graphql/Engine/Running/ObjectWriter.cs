using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Writes a row as a JSON object: ready-made names, and values by the column.</summary>
internal sealed class ObjectWriter(IEnumerable<FieldWriter> fields)
{
    private readonly FieldWriter[] _fields = [.. fields];

    /// <summary>Writes what a template says, on a database.</summary>
    public static ObjectWriter Of(ObjectTemplate template, SqlDialect dialect) =>
        new(template.Fields.Select(field => FieldWriter.Of(field, dialect)));

    public IReadOnlyList<FieldWriter> Fields => _fields;

    public void Write(RowScope row, JsonBuffer json)
    {
        var separator = (byte)'{';
        foreach (var field in _fields)
        {
            json.WriteName(ref separator, field.Name);
            field.Write(row, json);
        }

        json.EndObject(separator);
    }
}

/// <summary>A field of an object: its name with colon, and what writes its value.</summary>
internal abstract class FieldWriter(string responseName)
{
    public string ResponseName { get; } = responseName;

    public byte[] Name { get; } = JsonBuffer.Name(responseName);

    /// <summary>Its name in the schema, whatever alias it stands under.</summary>
    public string FieldName { get; private set; } = responseName;

    public abstract void Write(RowScope row, JsonBuffer json);

    /// <summary>Writes what a template says, on a database.</summary>
    public static FieldWriter Of(FieldTemplate template, SqlDialect dialect)
    {
        FieldWriter writer = template switch
        {
            ConstantTemplate constant => new ConstantWriter(constant.ResponseName, JsonBuffer.Quoted(constant.Text)),
            ValueTemplate value => new ValueWriter(value.ResponseName, value.Ordinal, dialect.Codec(value.Form), value.IsNullable),
            ReferenceTemplate reference => new ReferenceWriter(
                reference.ResponseName, ObjectWriter.Of(reference.Target, dialect), reference.KeyOrdinal),
            ShareTemplate share => new ShareWriter(share.ResponseName, share.Part, share.Whole, dialect.Codec(share.Form)),
            CursorTemplate cursor => new CursorWriter(cursor.ResponseName),
            NestedTemplate nested => new NestedWriter(
                nested.ResponseName, nested.Child, nested.KeyOrdinal, dialect.Codec(nested.KeyForm), nested.Path),
            _ => throw new InvalidOperationException($"'{template}' cannot be written."),
        };
        writer.FieldName = template.FieldName;
        return writer;
    }
}

/// <summary>The same value for every row: the type's name.</summary>
internal sealed class ConstantWriter(string responseName, byte[] constant) : FieldWriter(responseName)
{
    public override void Write(RowScope row, JsonBuffer json) => json.WriteRaw(constant);
}

/// <summary>A column's value.</summary>
internal sealed class ValueWriter(string responseName, int ordinal, ValueCodec codec, bool isNullable) : FieldWriter(responseName)
{
    public int Ordinal => ordinal;

    public ValueCodec Codec => codec;

    public override void Write(RowScope row, JsonBuffer json)
    {
        if (isNullable && row.Reader.IsDBNull(ordinal))
        {
            json.WriteNull();
        }
        else if (codec.Kind == ScalarKind.Path)
        {
            ((TextCodec)codec).WriteJson(row.Reader, ordinal, row.PathBase, json);
        }
        else
        {
            codec.WriteJson(row.Reader, ordinal, json);
        }
    }
}

/// <summary>The object that a to-one navigation leads to; null where its key is.</summary>
internal sealed class ReferenceWriter(string responseName, ObjectWriter target, int? keyOrdinal) : FieldWriter(responseName)
{
    public ObjectWriter Target => target;

    public override void Write(RowScope row, JsonBuffer json)
    {
        if (keyOrdinal is { } ordinal && row.Reader.IsDBNull(ordinal))
        {
            json.WriteNull();
        }
        else
        {
            target.Write(row, json);
        }
    }
}

/// <summary>A column's part of another, to six decimals; null where either is unknown or the whole is zero.</summary>
internal sealed class ShareWriter(string responseName, int part, int whole, ValueCodec codec) : FieldWriter(responseName)
{
    public const int Scale = 6;

    public override void Write(RowScope row, JsonBuffer json)
    {
        if (Read(row.Reader) is { } share)
        {
            json.WriteDecimal(share);
        }
        else
        {
            json.WriteNull();
        }
    }

    public decimal? Read(DbDataReader row) =>
        row.IsDBNull(part) || row.IsDBNull(whole) || codec.ReadNumber(row, whole) is var all && all == 0
            ? null
            : Math.Round(codec.ReadNumber(row, part) / all, Scale, MidpointRounding.AwayFromZero);
}

/// <summary>An edge's or a group's cursor.</summary>
internal sealed class CursorWriter(string responseName) : FieldWriter(responseName)
{
    public override void Write(RowScope row, JsonBuffer json) => json.WriteString(row.Cursor());
}

/// <summary>A place that a nested list fills once all parents are known.</summary>
internal sealed class NestedWriter(
    string responseName, int child, int keyOrdinal, ValueCodec keyCodec, IReadOnlyList<string> path) : FieldWriter(responseName)
{
    /// <summary>The response names from the row to this field.</summary>
    public IReadOnlyList<string> Path { get; } = path;

    public int Child => child;

    public override void Write(RowScope row, JsonBuffer json)
    {
        row.AddHole(this, json.Length, keyCodec.Read(row.Reader, keyOrdinal));

        // One byte stands in for the list, so that places stay in order and none coincide.
        json.WriteRaw((byte)'?');
    }
}
