using Microsoft.AspNetCore.Connections;

namespace IndhCoops.GraphQL.Transport;

/// <summary>What is known of an open connection: whose it is, and since when it is idle.</summary>
internal sealed class ConnectionPlace(ConnectionContext connection, ClientNetwork client, ConnectionLimit limit, bool isSpare)
{
    private bool _isSpare = isSpare;
    private int _requests;
    private long _idleSince = Environment.TickCount64;

    /// <summary>Whose it is.</summary>
    public ClientNetwork Client => client;

    /// <summary>Whether no request is under way, so that it may be closed. Headers that have not all come are none.</summary>
    public bool IsIdle => Volatile.Read(ref _requests) == 0;

    /// <summary>When its last request ended.</summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Whether it was taken beyond the limit, and the others have not become fewer since.</summary>
    public bool IsSpare => _isSpare && (_isSpare = limit.IsExceeded);

    /// <summary>A request begins.</summary>
    public void Begin() => Interlocked.Increment(ref _requests);

    /// <summary>A request has ended.</summary>
    public void End()
    {
        Volatile.Write(ref _idleSince, Environment.TickCount64);
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>Closes the connection for another's sake.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("Closed for a new connection: it was idle for the longest time."));
}
