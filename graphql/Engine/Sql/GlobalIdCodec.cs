using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>
/// Carries keys as global ids: those of an entity on their way out, and those that a client gives on their way in. Cursors and tables hold
/// the keys themselves.
/// </summary>
internal sealed class GlobalIdCodec(string entity, ValueCodec key) : ValueCodec(key.Kind)
{
    private readonly byte[] _prefix = GlobalId.Prefix(entity);

    /// <summary>How the keys are carried.</summary>
    public ValueCodec Key => key;

    public override void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json) =>
        GlobalId.WriteJson(json, _prefix, Kind, key.Read(reader, ordinal));

    public override object Read(DbDataReader reader, int ordinal) => key.Read(reader, ordinal);

    public override DbParameter Parameter(object value) => key.Parameter(KeyOf(value));

    public override DbParameter ListParameter(IReadOnlyCollection<object> values) => key.ListParameter([.. values.Select(KeyOf)]);

    // The server itself passes a plain key, for a row that it has just written.
    private object KeyOf(object value) => value is string id ? NodeIdErrors.Require(id, entity, Kind) : value;
}
