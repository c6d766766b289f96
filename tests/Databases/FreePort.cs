using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IndhCoops.Databases;

/// <summary>Reserves ports of the loopback interface where nobody listens.</summary>
public static class FreePort
{
    // A locked file for each port that this process has reserved: the tests of other processes do not get it until this one ends.
    private static readonly ConcurrentBag<FileStream> Reservations = [];

    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "indhcoops-ports")).FullName;

    /// <summary>
    /// A port that nobody else gets from here. It lies below those that outgoing connections take, so that it stays free until it is
    /// listened on, and while a server is away.
    /// </summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            FileStream? reservation = null;
            try
            {
                reservation = new FileStream(Path.Combine(Folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                Reservations.Add(reservation);
                return port;
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                // Reserved, or taken.
                reservation?.Dispose();
            }
        }
    }
}
