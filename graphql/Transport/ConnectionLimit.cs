using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using IndhCoops.GraphQL.Limits;

namespace IndhCoops.GraphQL.Transport;

/// <summary>
/// Keeps clients from holding more connections than the process can. When all are taken, the one that has been idle for the longest time is
/// closed for a new one; when none is idle, a few more are taken, which are told to come back, unless they ask whether the process lives.
/// </summary>
internal sealed partial class ConnectionLimit
{
    private const int Spare = 8;

    private static readonly TimeSpan BetweenNotices = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<ConnectionPlace> _places = [];
    private readonly int? _perClient;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionLimit> _logger;
    private DateTimeOffset _nextNotice;
    private int _closed;
    private int _refused;

    public ConnectionLimit(IOptions<ConnectionOptions> options, IOptions<RequestLimitOptions> requests, Descriptors descriptors, TimeProvider time, ILogger<ConnectionLimit> logger)
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

    /// <summary>The most connections.</summary>
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

    /// <summary>Takes a new connection; null where there is no place for it.</summary>
    public ConnectionPlace? Enter(ConnectionContext connection)
    {
        var client = ClientNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        ConnectionPlace? oldest = null;
        ConnectionPlace? place = null;
        lock (_gate)
        {
            var isOneTooMany = _perClient is { } most && _places.Count(other => other.Client == client) >= most;
            if (isOneTooMany || _places.Count >= Max)
            {
                oldest = LongestIdle(isOneTooMany ? client : null);
                _places.Remove(oldest!);
            }

            if ((!isOneTooMany || oldest is not null) && _places.Count < Max + Spare)
            {
                place = new ConnectionPlace(connection, client, this, isSpare: _places.Count >= Max);
                _places.Add(place);
            }

            Notice(oldest, place);
        }

        oldest?.Close();
        return place;
    }

    /// <summary>Gives a place back, unless it was given to another.</summary>
    public void Leave(ConnectionPlace place)
    {
        lock (_gate)
        {
            _places.Remove(place);
        }
    }

    private ConnectionPlace? LongestIdle(ClientNetwork? client)
    {
        ConnectionPlace? longest = null;
        foreach (var place in _places)
        {
            if (place.IsIdle && (client is null || place.Client == client) && (longest is null || place.IdleSince < longest.IdleSince))
            {
                longest = place;
            }
        }

        return longest;
    }

    // A line a minute: a flood must not fill the log.
    private void Notice(ConnectionPlace? closed, ConnectionPlace? taken)
    {
        _closed += closed is null ? 0 : 1;
        _refused += taken is null ? 1 : 0;
        if (_closed + _refused > 0 && _time.GetUtcNow() is var now && now >= _nextNotice)
        {
            LogFull(_logger, _places.Count, _closed, _refused);
            (_nextNotice, _closed, _refused) = (now + BetweenNotices, 0, 0);
        }
    }

    [LoggerMessage(21, LogLevel.Information, "At most {Connections} connections are held and {Requests} requests answered at once; this process may hold {Files} files and connections open")]
    private static partial void LogLimits(ILogger logger, int connections, int requests, int files);

    [LoggerMessage(22, LogLevel.Information, "At most {Connections} connections are held and {Requests} requests answered at once")]
    private static partial void LogLimits(ILogger logger, int connections, int requests);

    [LoggerMessage(23, LogLevel.Warning, "{Connections} connections are open, as many as there may be: {Closed} idle ones were closed for new ones, {Refused} new ones refused")]
    private static partial void LogFull(ILogger logger, int connections, int closed, int refused);
}
