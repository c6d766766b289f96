using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

/// <summary>
/// Tells how many bytes a server has allocated, and how often it found a kept answer. The runtime calls it before the server's own code
/// (DOTNET_STARTUP_HOOKS), so that a server is measured as it is, without a part made for being measured.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime finds a startup hook by this name, outside of any namespace.")]
[SuppressMessage("Style", "IDE0130", Justification = "The runtime finds a startup hook by this name, outside of any namespace.")]
internal static class StartupHook
{
    /// <summary>The environment variable that names the socket which tells.</summary>
    public const string SocketVariable = "INDHCOOPS_ALLOCATION_SOCKET";

    /// <summary>The environment variable that has looks for kept answers counted, which takes time from each.</summary>
    public const string LookupsVariable = "INDHCOOPS_COUNT_LOOKUPS";

    /// <summary>How many figures it tells: bytes allocated, looks for kept answers, and those that found one.</summary>
    public const int Figures = 3;

    private static long _lookups;
    private static long _hits;

    /// <summary>Listens for whoever wants to know.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is { } path)
        {
            new Thread(() => Tell(path)) { IsBackground = true }.Start();
        }

        if (Environment.GetEnvironmentVariable(LookupsVariable) is not null)
        {
            CountLookups();
        }
    }

    private static void CountLookups()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "indhcoops.cache.lookups")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (Has(tags, "answer"))
            {
                Interlocked.Increment(ref _lookups);
                Interlocked.Add(ref _hits, Has(tags, "hit") ? 1 : 0);
            }
        });
        listener.Start();
    }

    private static bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags, string value)
    {
        foreach (var tag in tags)
        {
            if (tag.Value is string text && text == value)
            {
                return true;
            }
        }

        return false;
    }

    private static void Tell(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var client = listener.Accept();
            long[] figures = [GC.GetTotalAllocatedBytes(precise: true), Interlocked.Read(ref _lookups), Interlocked.Read(ref _hits)];
            client.Send(MemoryMarshal.AsBytes(figures.AsSpan()));
        }
    }
}
