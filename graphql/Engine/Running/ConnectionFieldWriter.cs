using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Writes a part of a connection.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Part">Which part; null for a constant.</param>
/// <param name="List">For nodes and edges: which of the lists; for totals and groups: which of them.</param>
/// <param name="PageInfo">For the page's information: its fields.</param>
/// <param name="Constant">For a constant: its JSON.</param>
internal sealed record ConnectionFieldWriter(
    byte[] Name, ConnectionPart? Part, int List, IReadOnlyList<ConnectionFieldWriter> PageInfo, byte[]? Constant)
{
    public static ConnectionFieldWriter Of(ConnectionField field) => new(
        JsonTexts.Name(field.ResponseName),
        field.Part,
        field.List,
        [.. field.PageInfo?.Select(Of) ?? []],
        field.Constant is { } text ? JsonTexts.Quoted(text) : null);
}
