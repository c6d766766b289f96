namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>A client that holds connections.</summary>
/// <param name="network">Where it is.</param>
internal sealed class ConnectedClient(ClientNetwork network)
{
    /// <summary>Where it is.</summary>
    public ClientNetwork Network => network;

    /// <summary>How many it holds.</summary>
    public int Connections { get; set; }
}
