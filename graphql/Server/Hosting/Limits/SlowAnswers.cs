using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>
/// Waits until answers are sent. Most are read at once and keep their place until then. One that is read slowly gives its place to others
/// and stays in memory meanwhile: their number is limited, per client and in all, and further ones are aborted.
/// </summary>
internal sealed class SlowAnswers(IOptions<RequestLimitOptions> options)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(500);

    private readonly ClientPlaces _places = new(options.Value.MaxSlowAnswers, options.Value.MaxSlowAnswersPerClient);

    /// <summary>Waits until an answer is sent.</summary>
    /// <param name="place">The place in which it was answered.</param>
    /// <exception cref="SlowReaderException">The client takes too many slowly; the connection is broken off.</exception>
    public async ValueTask SeeOutAsync(HttpContext context, IDisposable place, Task sending)
    {
        if (sending.IsCompleted || await Task.WhenAny(sending, Task.Delay(Usual, context.RequestAborted)) == sending)
        {
            await sending;
            return;
        }

        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        if (!_places.TryTake(client, out _))
        {
            context.Abort();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowReaderException($"{RequestLimitOptions.Section}__{nameof(RequestLimitOptions.MaxSlowAnswersPerClient)}");
        }

        try
        {
            place.Dispose();
            await sending;
        }
        finally
        {
            _places.GiveBack(client);
        }
    }
}
