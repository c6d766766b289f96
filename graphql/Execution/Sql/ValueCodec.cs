using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using IndhCoops.GraphQL.Execution.Json;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Carries values of one kind between a database and the graph, without boxing on their way out.</summary>
/// <param name="kind">What kind of values they are.</param>
public abstract class ValueCodec(ScalarKind kind)
{
    /// <summary>What kind of values they are.</summary>
    public ScalarKind Kind => kind;

    /// <summary>For exact numbers: how many decimals they have at most.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>Writes the value of a column, which is not null, as JSON.</summary>
    public abstract void WriteJson(DbDataReader reader, int ordinal, JsonBuffer json);

    /// <summary>The value of a column, which is not null, as an object: for keys.</summary>
    public abstract object Read(DbDataReader reader, int ordinal);

    /// <summary>A value as text that <see cref="TryParse"/> understands: for cursors.</summary>
    public abstract string Format(object value);

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out object? value);

    /// <summary>A parameter that carries a value.</summary>
    public abstract DbParameter Parameter(object value);

    /// <summary>A parameter that carries several values as one.</summary>
    public abstract DbParameter ListParameter(IReadOnlyCollection<object> values);
}
