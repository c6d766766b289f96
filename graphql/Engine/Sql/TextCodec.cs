using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Carries texts: their bytes go from the database to the answer as they are, and none becomes an object on the way.</summary>
/// <param name="kind">What kind of texts they are.</param>
internal abstract class TextCodec(ScalarKind kind) : ValueCodec(kind)
{
    /// <summary>Writes the text of a column, which is not null, without quotes.</summary>
    public abstract void Write(DbDataReader reader, int ordinal, JsonBuffer text);

    public sealed override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) => WriteJson(reader, ordinal, "", json);

    /// <summary>Writes the text of a column, which is not null, behind a prefix that needs no escaping.</summary>
    public void WriteJson(DbDataReader reader, int ordinal, string prefix, JsonBuffer json)
    {
        json.WriteRaw((byte)'"');
        Encoding.UTF8.GetBytes(prefix, json);
        var start = json.Length;
        Write(reader, ordinal, json);
        json.Escape(start);
        json.WriteRaw((byte)'"');
    }

    /// <summary>The text of a column, which is not null, or a failure where it is no text that .NET can hold.</summary>
    /// <exception cref="DecoderFallbackException">Its bytes are not UTF-8.</exception>
    public virtual string ReadExactly(DbDataReader reader, int ordinal) => reader.GetString(ordinal);

    public sealed override object Read(DbDataReader reader, int ordinal) => reader.GetString(ordinal);
}
