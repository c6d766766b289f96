using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>Stands between a program and PostgreSQL, and loses the connection over which the first commit goes.</summary>
public sealed class LosingProxy : IAsyncDisposable
{
    private static readonly byte[] Commit = [(byte)'Q', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Loss _loss;
    private readonly Task _accepting;
    private volatile bool _isLost;
    private volatile bool _isMended;

    /// <param name="server">Reaches the server.</param>
    /// <param name="loss">What is lost.</param>
    public LosingProxy(string server, Loss loss)
    {
        _server = new NpgsqlConnectionStringBuilder(server);
        _loss = loss;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What is lost.</summary>
    public enum Loss
    {
        /// <summary>The commit, before the server hears of it.</summary>
        Request,

        /// <summary>The server's answer to it.</summary>
        Answer,

        /// <summary>The server's answer to it, and every connection after it.</summary>
        AnswerAndServer,
    }

    /// <summary>How to reach the server through it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = false,
    }.ConnectionString;

    /// <summary>Loses nothing more, until <see cref="LoseAgain"/>.</summary>
    public void Mend() => (_isMended, _isLost) = (true, false);

    /// <summary>Loses the next commit.</summary>
    public void LoseAgain() => _isMended = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var here = client;
        if (_isLost && _loss == Loss.AnswerAndServer)
        {
            return;
        }

        using var there = new TcpClient();
        await there.ConnectAsync(_server.Host!, _server.Port, _end.Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var answers = CopyAsync(there.GetStream(), here.GetStream(), over.Token);
        var buffer = new byte[65536];
        try
        {
            while (await here.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
            {
                if (!_isLost && !_isMended && buffer.AsSpan(0, count).IndexOf(Commit) >= 0)
                {
                    _isLost = true;
                    await over.CancelAsync();
                    await answers;
                    if (_loss != Loss.Request)
                    {
                        await there.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                        await there.GetStream().ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, _end.Token);
                    }

                    return;
                }

                await there.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // One side has gone.
        }
        finally
        {
            await over.CancelAsync();
            await answers;
        }
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // One side has gone.
        }
    }
}
