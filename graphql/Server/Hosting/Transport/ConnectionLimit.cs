using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>
/// Keeps clients from holding more connections than the process can open. When all are taken, the longest idle one is closed for a new one,
/// first of clients with more than their share. When all are busy, a few more are accepted and answered 503, except probes of health.
/// </summary>
internal sealed partial class ConnectionLimit
{
    private const int Spare = 8;

    // A new client has this many milliseconds to send its request. Meanwhile the system queues further connections.
    private const int Young = 250;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenNotices = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<ConnectionPlace> _places = [];
    private readonly Dictionary<ClientNetwork, int> _clients = [];
    private readonly int? _perClient;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionLimit> _logger;
    private DateTimeOffset _nextNotice;
    private int _closed;
    private int _refused;

    public ConnectionLimit(
        IOptions<ConnectionOptions> options,
        IOptions<RequestLimitOptions> requests,
        Descriptors descriptors,
        TimeProvider time,
        ILogger<ConnectionLimit> logger)
    {
        (_perClient, _time, _logger) = (options.Value.PerClient, time, logger);
        var concurrent = requests.Value.MaxConcurrent;
        Max = options.Value.Max ?? descriptors.UsualConnections(concurrent);
        if (descriptors.Limit is { } limit)
        {
            LogLimits(logger, Max, concurrent, limit);
        }
        else
        {
            LogLimits(logger, Max, concurrent);
        }
    }

    public int Max { get; }

    /// <summary>Whether there are more than that.</summary>
    public bool IsExceeded
    {
        get
        {
            lock (_gate)
            {
                return _places.Count > Max;
            }
        }
    }

    /// <summary>Takes a new connection, as soon as there is a place; null where its client has as many as it may.</summary>
    public async ValueTask<ConnectionPlace?> EnterAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        ConnectionPlace? place;
        while ((place = TryEnter(connection, out var mayWait)) is null && mayWait)
        {
            await Task.Delay(Moment, _time, cancellationToken);
        }

        return place;
    }

    /// <summary>Gives a place back, unless it was given to another.</summary>
    public void Leave(ConnectionPlace place)
    {
        lock (_gate)
        {
            if (_places.Remove(place) && --CollectionsMarshal.GetValueRefOrNullRef(_clients, place.Client) == 0)
            {
                _clients.Remove(place.Client);
            }
        }
    }

    private ConnectionPlace? TryEnter(ConnectionContext connection, out bool mayWait)
    {
        mayWait = false;
        var client = ClientNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        ConnectionPlace? closed = null;
        ConnectionPlace place;
        lock (_gate)
        {
            if (_clients.GetValueOrDefault(client) >= _perClient)
            {
                closed = LongestIdle(other => other == client, out _);
                if (closed is null)
                {
                    Notice(closed: 0, refused: 1);
                    return null;
                }
            }
            else if (_places.Count >= Max)
            {
                closed = LongestIdle(HasMoreThanItsShare, out var areYoung) ?? LongestIdle(_ => true, out areYoung);
                mayWait = closed is null && (areYoung || _places.Count >= Max + Spare);
                if (mayWait)
                {
                    return null;
                }
            }

            if (closed is not null)
            {
                Leave(closed);
                Notice(closed: 1, refused: 0);
            }

            place = new ConnectionPlace(connection, client, this, isSpare: _places.Count >= Max);
            _places.Add(place);
            _clients[client] = _clients.GetValueOrDefault(client) + 1;
        }

        closed?.Close();
        return place;
    }

    private bool HasMoreThanItsShare(ClientNetwork client) => _clients[client] > Max / _clients.Count;

    // A connection that has just come and is within the limit is not closed.
    private ConnectionPlace? LongestIdle(Predicate<ClientNetwork> isOf, out bool areYoung)
    {
        ConnectionPlace? longest = null;
        areYoung = false;
        var youth = Environment.TickCount64 - Young;
        foreach (var place in _places)
        {
            var (mayGo, isYoung) = (place.IsIdle && isOf(place.Client), place.IdleSince > youth);
            areYoung |= mayGo && isYoung && !place.IsSpare;
            longest = mayGo && !isYoung && (longest is null || place.IdleSince < longest.IdleSince) ? place : longest;
        }

        return longest;
    }

    // A line a minute: a flood must not fill the log.
    private void Notice(int closed, int refused)
    {
        (_closed, _refused) = (_closed + closed, _refused + refused);
        if (_time.GetUtcNow() is var now && now >= _nextNotice)
        {
            LogFull(_logger, _places.Count, _closed, _refused);
            (_nextNotice, _closed, _refused) = (now + BetweenNotices, 0, 0);
        }
    }

    [LoggerMessage(
        21,
        LogLevel.Information,
        "At most {Connections} connections are held and {Requests} requests answered at once; "
            + "this process may hold {Files} files and connections open")]
    private static partial void LogLimits(ILogger logger, int connections, int requests, int files);

    [LoggerMessage(22, LogLevel.Information, "At most {Connections} connections are held and {Requests} requests answered at once")]
    private static partial void LogLimits(ILogger logger, int connections, int requests);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "{Connections} connections are open, as many as there may be: "
            + "{Closed} idle ones were closed for new ones, {Refused} new ones refused")]
    private static partial void LogFull(ILogger logger, int connections, int closed, int refused);
}
