using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>An open connection: whose it is, and since when it is idle. Requests find it as a feature; it gives its place back.</summary>
internal sealed class ConnectionPlace : ConnectionContext
{
    private readonly ConnectionContext _connection;
    private readonly ConnectionLimit _limit;
    private bool _isSpare;
    private int _requests;
    private long _idleSince = Environment.TickCount64;

    public ConnectionPlace(ConnectionContext connection, ClientNetwork client, ConnectionLimit limit, bool isSpare)
    {
        (_connection, Client, _limit, _isSpare) = (connection, client, limit, isSpare);
        connection.Features.Set(this);
    }

    public ClientNetwork Client { get; }

    /// <summary>Whether it may be closed: no request is being answered whose headers and body have all come.</summary>
    public bool IsIdle => Volatile.Read(ref _requests) == 0;

    /// <summary>When its last request began to be read or ended.</summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Whether it was taken beyond the limit, and the others have not become fewer since.</summary>
    public bool IsSpare => _isSpare && (_isSpare = _limit.IsExceeded);

    public override string ConnectionId { get => _connection.ConnectionId; set => _connection.ConnectionId = value; }

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items { get => _connection.Items; set => _connection.Items = value; }

    public override IDuplexPipe Transport { get => _connection.Transport; set => _connection.Transport = value; }

    public override EndPoint? LocalEndPoint { get => _connection.LocalEndPoint; set => _connection.LocalEndPoint = value; }

    public override EndPoint? RemoteEndPoint { get => _connection.RemoteEndPoint; set => _connection.RemoteEndPoint = value; }

    public override CancellationToken ConnectionClosed { get => _connection.ConnectionClosed; set => _connection.ConnectionClosed = value; }

    public void Touch() => Volatile.Write(ref _idleSince, Environment.TickCount64);

    public void Begin() => Interlocked.Increment(ref _requests);

    public void End()
    {
        Touch();
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>Closes the connection for another's sake.</summary>
    public void Close() => Abort(new ConnectionAbortedException("It was idle, and a new connection needed its place."));

    public override void Abort(ConnectionAbortedException abortReason) => _connection.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await base.DisposeAsync();
        _limit.Leave(this);
    }
}
