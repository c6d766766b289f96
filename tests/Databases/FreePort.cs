using System.Net;
using System.Net.Sockets;

namespace IndhCoops.Databases;

/// <summary>Finds ports of the loopback interface where nobody listens.</summary>
public static class FreePort
{
    /// <summary>A port below those that outgoing connections take, which may otherwise take it before it is listened on, or while a server is away.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
