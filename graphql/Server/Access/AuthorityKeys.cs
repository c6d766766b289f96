using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// The keys of the authority. One loop fetches them, at the start and from time to time, so that one attempt at most is under way. Requests
/// wait for the first one only. While the authority is away attempts get ever rarer, and requests learn at once that there are no keys.
/// </summary>
/// <param name="address">The address of its OpenID Connect metadata.</param>
internal sealed partial class AuthorityKeys(
    string address, ILogger<AuthorityKeys> logger) : BackgroundService, IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>How long an attempt takes at most, whatever the authority does meanwhile.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // Authorities change their keys some times a year and publish the next one long before they use it.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // An unknown key makes the server fetch the keys, but not more often than this: anybody can make such tokens.
    private static readonly TimeSpan BetweenDemands = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HttpClient _client = NewClient();
    private readonly SemaphoreSlim _demand = new(0);
    private TaskCompletionSource _attempt = NewAttempt();
    private OpenIdConnectConfiguration? _keys;
    private long? _demandedAt;
    private Task _demanded = Task.CompletedTask;
    private long _nextAt = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
    private int _failures;

    public bool AreThere => Volatile.Read(ref _keys) is not null;

    /// <summary>In how long it is worth asking again.</summary>
    public TimeSpan RetryAfter =>
        TimeSpan.FromMilliseconds(Math.Clamp(Volatile.Read(ref _nextAt) - Environment.TickCount64, 1000, LongestPause.TotalMilliseconds));

    /// <summary>The keys that are there; waits for them only during the first attempt.</summary>
    /// <exception cref="AuthorityAwayException">There are none.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _keys) is null && Volatile.Read(ref _failures) == 0)
        {
            await WaitAsync(Volatile.Read(ref _attempt).Task, cancel);
        }

        return Volatile.Read(ref _keys) ?? throw new AuthorityAwayException();
    }

    /// <summary>Fetches the keys anew where a token names one that is not among them, unless that was done a moment ago.</summary>
    /// <exception cref="AuthorityAwayException">There are none, or the authority cannot be asked about this one.</exception>
    public async Task RequireAsync(string? keyId, CancellationToken cancellationToken)
    {
        var keys = await GetConfigurationAsync(cancellationToken);
        if (!Knows(keys, keyId))
        {
            await WaitAsync(Demand(), cancellationToken);
            if (Volatile.Read(ref _failures) > 0 && !Knows(Volatile.Read(ref _keys)!, keyId))
            {
                throw new AuthorityAwayException();
            }
        }
    }

    public void RequestRefresh() => Demand();

    public override void Dispose()
    {
        base.Dispose();
        _client.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var pause = await FetchAsync(stoppingToken);
            Volatile.Write(ref _nextAt, Environment.TickCount64 + (long)pause.TotalMilliseconds);
            Interlocked.Exchange(ref _attempt, NewAttempt()).SetResult();
            await _demand.WaitAsync(pause, stoppingToken);
        }
    }

    // How long to wait for the next attempt: after failures a second, and each time twice as long.
    private async Task<TimeSpan> FetchAsync(CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(Patience);
        try
        {
            var isLocal = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
            var documents = new AuthorityDocuments(_client, requiresHttps: !isLocal);
            var keys = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, deadline.Token).WaitAsync(deadline.Token);
            if (keys.SigningKeys.Count == 0 || string.IsNullOrEmpty(keys.Issuer))
            {
                throw new InvalidOperationException("its answer names no issuer or holds no keys");
            }

            Volatile.Write(ref _keys, keys);
            if (Interlocked.Exchange(ref _failures, 0) > 0)
            {
                LogBack(logger, address);
            }

            return Lifetime;
        }
        catch (Exception exception)
        {
            // Whatever it was, a later attempt may find the authority mended: the loop must not end before the server does.
            stopping.ThrowIfCancellationRequested();
            var reason = deadline.IsCancellationRequested
                ? $"it did not answer within {Patience.TotalSeconds:0} s"
                : exception.GetBaseException().Message.TrimEnd('.');
            var failures = Interlocked.Increment(ref _failures);
            LogAway(logger, address, reason);
            return TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, failures - 1)));
        }
    }

    // Callers that come while an attempt runs share its outcome.
    private Task Demand()
    {
        lock (_gate)
        {
            var now = Environment.TickCount64;
            if (_demandedAt is not { } last || now - last >= BetweenDemands.TotalMilliseconds)
            {
                (_demandedAt, _demanded) = (now, Volatile.Read(ref _attempt).Task);
                _demand.Release();
            }

            return _demanded;
        }
    }

    private static bool Knows(OpenIdConnectConfiguration keys, string? keyId) =>
        string.IsNullOrEmpty(keyId) || keys.SigningKeys.Any(key => key.KeyId == keyId);

    private static TaskCompletionSource NewAttempt() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Where it takes too long, the caller finds no keys.
    private static async Task WaitAsync(Task attempt, CancellationToken cancellationToken)
    {
        await attempt.WaitAsync(Patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // Two small documents.
    private static HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The keys of the authority could not be fetched from {Address}: {Reason}. "
        + "Until they are there, whoever needs a token and brings one is answered 503; it is tried again in the background.")]
    private static partial void LogAway(ILogger logger, string address, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The keys of the authority could be fetched again from {Address}.")]
    private static partial void LogBack(ILogger logger, string address);
}

/// <summary>The keys of the authority are not there, so that nobody can tell whether a token is good.</summary>
internal sealed class AuthorityAwayException() : Exception("The keys of the authority cannot be fetched.");
