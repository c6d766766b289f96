using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

internal sealed class CursorMaker(CursorKeys keys, SqlDialect dialect)
{
    private readonly (int Ordinal, ValueCodec Codec, bool IsNullable)[] _keys =
        [.. keys.Cursors.Order.Select((key, i) => (keys.Ordinals[i], dialect.Codec(key.Term.Form), key.IsNullable))];

    /// <summary>The sort keys of a row, in an array that is no longer needed or a new one.</summary>
    public object?[] KeysOf(DbDataReader row, object?[]? array)
    {
        array ??= new object?[_keys.Length];
        for (var i = 0; i < array.Length; i++)
        {
            var (ordinal, codec, isNullable) = _keys[i];
            array[i] = isNullable && row.IsDBNull(ordinal) ? null : codec.Read(row, ordinal);
        }

        return array;
    }

    /// <summary>The cursor of a row, by its sort keys.</summary>
    public string Write(object?[] values) => keys.Cursors.Write(values);
}
