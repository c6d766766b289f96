using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Pages;

/// <summary>Ids in the graph and keys in addresses: an address stays the same whichever ids the graph shows.</summary>
/// <param name="areGlobal">Whether the graph shows global ids, by Relay's convention.</param>
internal sealed class RowIds(bool areGlobal)
{
    /// <summary>The key that stands in an address, of an id that the graph gave.</summary>
    public string Key(string id) => areGlobal && GlobalId.KeyOf(id, ScalarKind.Uuid) is Guid key ? key.ToString() : id;

    /// <summary>The id by which the graph knows a key.</summary>
    public string Shown(string entity, Guid key) =>
        areGlobal ? Convert.ToBase64String([.. GlobalId.Prefix(entity), .. key.ToByteArray()]) : key.ToString();
}
