using System.Net.Sockets;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// Ends the worker when its host is gone. A host that stops tells the worker. One that is killed does not, and the worker's client ignores
/// that its stream broke: the worker would live on, with its run.
/// </summary>
internal sealed partial class HostWatch(
    IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<HostWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Uri.TryCreate(configuration["functions-uri"], UriKind.Absolute, out var host))
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await IsGoneAsync(host, stoppingToken))
            {
                Gone(host);
                lifetime.StopApplication();
                return;
            }
        }
    }

    // A busy host answers late. If there is no host, the connection is refused at once.
    private static async Task<bool> IsGoneAsync(Uri host, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host.Host, host.Port, cancellationToken);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The Functions host at {Host} is gone, so the worker ends")]
    private partial void Gone(Uri host);
}
