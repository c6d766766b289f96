using System.Collections.Frozen;
using System.Net.Sockets;

namespace IndhCoops.Load;

/// <summary>The server's end while tables are being sent: what was begun is finished, and nothing new is.</summary>
internal sealed class Shutdown(ServerProcess server, HttpClient client, FrozenDictionary<Question, Answer> right, Tally tally)
{
    private const string Work = "at the end";
    private const int Tables = 3;

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var begun = new List<HttpResponseMessage>();
        try
        {
            for (var i = 0; i < Tables; i++)
            {
                using var request = Mix.LongTable.Request();
                begun.Add(await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
            }

            await server.TerminateAsync();
            await UntilRefusedAsync(cancellationToken);
            foreach (var response in begun)
            {
                await FinishAsync(response, cancellationToken);
            }
        }
        finally
        {
            begun.ForEach(response => response.Dispose());
        }

        if (await server.EndAsync(cancellationToken) is not 0 and var exitCode)
        {
            tally.Find($"The server ended with {exitCode}.");
        }
    }

    // Each table is longer than what the sockets between hold, so it is still being sent.
    private async Task UntilRefusedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(server.Address.Host, server.Address.Port, cancellationToken);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private async Task FinishAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var fault = await Asking.IsAsync(response.Content, right[Mix.LongTable].Body, cancellationToken);
            tally.Add(Work, fault is null ? Outcome.Right : Outcome.Wrong);
            if (fault is not null)
            {
                tally.Find($"{Work}: {fault}");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            tally.Add(Work, Outcome.Broken);
            tally.Find($"{Work}: what was begun was broken off: {exception.Message}");
        }
    }
}
