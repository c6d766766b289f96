using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Carries values of one kind between a database and the graph, without boxing on their way out.</summary>
internal abstract class ValueCodec(ScalarKind kind)
{
    public ScalarKind Kind => kind;

    /// <summary>For exact numbers: how many decimals they have at most.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>
    /// Whether a value of a client may lie between two that the database can hold, and is compared by <see cref="Parameter"/> below it or
    /// <see cref="CeilingParameter"/> above it.
    /// </summary>
    public virtual bool IsRounded => false;

    /// <summary>Writes the value of a column, which is not null, as JSON.</summary>
    public abstract void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json);

    /// <summary>The value of a column, which is not null, as an object: for keys.</summary>
    public abstract object Read(DbDataReader reader, int ordinal);

    /// <summary>The number in a column, which is not null: for shares.</summary>
    public virtual decimal ReadNumber(DbDataReader reader, int ordinal) =>
        Convert.ToDecimal(Read(reader, ordinal), CultureInfo.InvariantCulture);

    /// <summary>A parameter with the value; where it <see cref="IsRounded"/>, the greatest that is not above it.</summary>
    public abstract DbParameter Parameter(object value);

    /// <summary>A parameter that carries the least value that is not below a value.</summary>
    public virtual DbParameter CeilingParameter(object value) => Parameter(value);

    /// <summary>A parameter that carries several values as one, without those that the database cannot hold.</summary>
    public abstract DbParameter ListParameter(IReadOnlyCollection<object> values);
}
