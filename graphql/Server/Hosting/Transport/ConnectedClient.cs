namespace IndhCoops.GraphQL.Hosting.Transport;

internal sealed class ConnectedClient(ClientNetwork network)
{
    public ClientNetwork Network => network;

    public int Connections { get; set; }
}
