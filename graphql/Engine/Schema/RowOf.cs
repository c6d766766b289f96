namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A row that an outcome names; in the graph it is the row itself.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <param name="Id">The row's key.</param>
internal readonly record struct RowOf<TEntity>(Guid Id) : IRowOf
    where TEntity : class;

internal interface IRowOf
{
    Guid Id { get; }
}

/// <summary>
/// A path that this server serves; in the graph it is a text behind the prefix under which the client reaches the server.
/// </summary>
/// <param name="Value">The path from the server's root.</param>
internal sealed record ServedPath(string Value);
