using Microsoft.AspNetCore.Connections;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>What is known of an open connection: whose it is, and since when it is idle.</summary>
internal sealed class ConnectionPlace(ConnectionContext connection, ConnectedClient client, ConnectionLimit limit, bool isSpare)
{
    private bool _isSpare = isSpare;
    private int _requests;
    private long _idleSince = Environment.TickCount64;

    public ConnectedClient Client => client;

    /// <summary>
    /// Whether no request is being answered, so that it may be closed. One whose headers or body have not all come is not.
    /// </summary>
    public bool IsIdle => Volatile.Read(ref _requests) == 0;

    /// <summary>When its last request began to be read or ended.</summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Whether it was taken beyond the limit, and the others have not become fewer since.</summary>
    public bool IsSpare => _isSpare && (_isSpare = limit.IsExceeded);

    public void Touch() => Volatile.Write(ref _idleSince, Environment.TickCount64);

    public void Begin() => Interlocked.Increment(ref _requests);

    public void End()
    {
        Touch();
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>Closes the connection for another's sake.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("It was idle, and a new connection needed its place."));
}
