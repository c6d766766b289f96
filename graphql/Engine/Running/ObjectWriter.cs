using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Writes a row as a JSON object: ready-made names, and values by the column.</summary>
internal sealed class ObjectWriter(ObjectTemplate template, SqlDialect dialect)
{
    private readonly NamedWriter[] _fields =
    [
        .. template.Fields.Select(field =>
            new NamedWriter(field, JsonBuffer.Name(field.ResponseName), FieldWriter.Of(field.Value, dialect))),
    ];

    public IReadOnlyList<NamedWriter> Fields => _fields;

    public void Write(RowScope row, JsonBuffer json)
    {
        json.WriteRaw((byte)'{');
        foreach (var field in _fields)
        {
            json.WriteName(field.Name);
            field.Value.Write(row, json);
        }

        json.WriteRaw((byte)'}');
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Names">Its names in the response and in the schema.</param>
/// <param name="Name">Its name in the response, with quotes and colon.</param>
internal readonly record struct NamedWriter(NamedTemplate Names, byte[] Name, FieldWriter Value);

/// <summary>Writes the value of a field.</summary>
internal abstract class FieldWriter
{
    public abstract void Write(RowScope row, JsonBuffer json);

    /// <summary>Writes what a template says, on a database.</summary>
    public static FieldWriter Of(FieldTemplate template, SqlDialect dialect) => template switch
    {
        ConstantTemplate constant => new ConstantWriter(JsonBuffer.Quoted(constant.Text)),
        ValueTemplate value => new ValueWriter(value.Ordinal, dialect.Codec(value.Form), value.IsNullable),
        ReferenceTemplate reference => new ReferenceWriter(new ObjectWriter(reference.Target, dialect), reference.KeyOrdinal),
        ShareTemplate share => new ShareWriter(share.Part, share.Whole, dialect.Codec(share.Form)),
        CursorTemplate => new CursorWriter(),
        NestedTemplate nested => new NestedWriter(nested, dialect.Codec(nested.KeyForm)),
        _ => throw new InvalidOperationException($"'{template}' cannot be written."),
    };
}

/// <summary>The same value for every row: the type's name.</summary>
internal sealed class ConstantWriter(byte[] constant) : FieldWriter
{
    public override void Write(RowScope row, JsonBuffer json) => json.WriteRaw(constant);
}

/// <summary>A column's value.</summary>
internal sealed class ValueWriter(int ordinal, ValueCodec codec, bool isNullable) : FieldWriter
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
internal sealed class ReferenceWriter(ObjectWriter target, int? keyOrdinal) : FieldWriter
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
internal sealed class ShareWriter(int part, int whole, ValueCodec codec) : FieldWriter
{
    public const int Scale = 6;

    public override void Write(RowScope row, JsonBuffer json) => WriteJson(row.Reader, json);

    public void WriteJson(DbDataReader row, JsonBuffer json)
    {
        if (Read(row) is { } share)
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
internal sealed class CursorWriter : FieldWriter
{
    public override void Write(RowScope row, JsonBuffer json) => json.WriteString(row.Cursor());
}

/// <summary>A place that a nested list fills once all parents are known.</summary>
internal sealed class NestedWriter(NestedTemplate list, ValueCodec keyCodec) : FieldWriter
{
    public override void Write(RowScope row, JsonBuffer json)
    {
        row.AddHole(list, json.Length, keyCodec.Read(row.Reader, list.KeyOrdinal));

        // One byte stands in for the list, so that places stay in order and none coincide.
        json.WriteRaw((byte)'?');
    }
}
