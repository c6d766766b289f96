using System.Diagnostics;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>
/// The place in which a request is answered, until it is disposed. Most answers are read at once and keep it until then. One that is read
/// slowly gives it to others meanwhile: the number of those is limited, per client and in all, and further ones are broken off.
/// </summary>
internal sealed class RequestPlace(HttpContext context, ClientNetwork client, ClientPlaces places, ClientPlaces slow) : IDisposable
{
    // What the client may have the server wait, in all.
    private TimeSpan _patience = TimeSpan.FromMilliseconds(500);
    private readonly ClientPlaces _places = places;
    private ClientPlaces? _held = places;

    /// <summary>Waits until an answer, or a part of it, is sent.</summary>
    /// <exception cref="SlowReaderException">The client takes too many slowly; the connection is broken off.</exception>
    public async ValueTask SeeOutAsync(Task sending)
    {
        if (!sending.IsCompleted && _held == _places)
        {
            var began = Stopwatch.GetTimestamp();
            await sending.WaitAsync(_patience, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _patience -= Stopwatch.GetElapsedTime(began);
            _patience = _patience > TimeSpan.Zero ? _patience : TimeSpan.Zero;
            if (!sending.IsCompleted && !context.RequestAborted.IsCancellationRequested)
            {
                await LeaveAsync(sending);
            }
        }

        await sending;
    }

    public void Dispose() => Interlocked.Exchange(ref _held, null)?.GiveBack(client);

    private async ValueTask LeaveAsync(Task sending)
    {
        if (!slow.TryTake(client, out _))
        {
            context.Abort();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowReaderException($"{RequestLimitOptions.Section}__{nameof(RequestLimitOptions.MaxSlowAnswersPerClient)}");
        }

        // Where the request has ended meanwhile, it has given its place back itself.
        var isOver = Interlocked.CompareExchange(ref _held, slow, _places) != _places;
        (isOver ? slow : _places).GiveBack(client);
    }
}
