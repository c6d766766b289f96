using System.Net.Sockets;
using System.Text;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>A client that sends a request piece by piece.</summary>
internal sealed class SlowClient : IDisposable
{
    /// <summary>How long a body is said to be.</summary>
    public const int Announced = 100_000;

    private readonly TcpClient _connection = new();

    /// <summary>Sends headers, and the first byte of a body.</summary>
    public static async Task<SlowClient> BeginAsync(Uri server, string path, int announced = Announced, string? framing = null)
    {
        var client = new SlowClient();
        await client._connection.ConnectAsync("127.0.0.1", server.Port, TestContext.Current.CancellationToken);
        await client.SendAsync(
            $"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: "
                + $"application/json\r\n{framing ?? $"Content-Length: {announced}"}\r\n\r\n{(framing is null ? " " : "")}");
        return client;
    }

    /// <summary>Sends more.</summary>
    /// <exception cref="IOException">The server has closed the connection.</exception>
    public async Task SendAsync(string text)
    {
        try
        {
            await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new IOException("The connection is closed.", exception);
        }
    }

    /// <summary>The answer, as far as one piece of it.</summary>
    public async Task<string> AnswerAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var read = await _connection.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            return Encoding.ASCII.GetString(buffer, 0, read);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    /// <summary>Sends more and reads the answer.</summary>
    public async Task<string> SendAndReadAsync(string text)
    {
        var answer = AnswerAsync();
        try
        {
            await SendAsync(text);
        }
        catch (IOException)
        {
            // Who is refused need not be listened to.
        }

        return await answer;
    }

    /// <summary>Sends a byte every now and then until it is answered.</summary>
    public async Task<string> DripAsync()
    {
        var answer = AnswerAsync();
        while (!answer.IsCompleted)
        {
            try
            {
                await SendAsync(" ");
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        return await answer;
    }

    /// <summary>Closes the connection, or breaks it.</summary>
    public void Leave(bool resets)
    {
        _connection.LingerState = new LingerOption(resets, 0);
        _connection.Close();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
