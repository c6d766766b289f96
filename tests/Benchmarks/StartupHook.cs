using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

/// <summary>
/// Tells how many bytes a server has allocated. The runtime calls it before the server's own code (DOTNET_STARTUP_HOOKS), so that
/// a server is measured as it is, without a part made for being measured.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime finds a startup hook by this name, outside of any namespace.")]
[SuppressMessage("Style", "IDE0130", Justification = "The runtime finds a startup hook by this name, outside of any namespace.")]
internal static class StartupHook
{
    /// <summary>The environment variable that names the socket which tells.</summary>
    public const string SocketVariable = "INDHCOOPS_ALLOCATION_SOCKET";

    /// <summary>Listens for whoever wants to know.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is { } path)
        {
            new Thread(() => Tell(path)) { IsBackground = true }.Start();
        }
    }

    private static void Tell(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var client = listener.Accept();
            client.Send(BitConverter.GetBytes(GC.GetTotalAllocatedBytes(precise: true)));
        }
    }
}
