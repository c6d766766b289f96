using System.Net;
using System.Net.Sockets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.CustomHandler;

/// <summary>The rows 'start' and 'ready' of what the Functions host asks.</summary>
public sealed class StartTests
{
    private static readonly Script Nothing = (_, _, _) => Task.FromResult(new FunctionOutcome([]));

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("FUNCTIONS_HTTPWORKER_PORT")]
    public async Task It_listens_on_the_port_that_the_host_gives(string variable)
    {
        await using var host = await PlayedHost.StartAsync(Nothing, variable);

        using var answer = await host.InvokeAsync(TimerBody.Usual);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public async Task It_listens_nowhere_else(string address)
    {
        await using var host = await PlayedHost.StartAsync(Nothing);

        using var client = new TcpClient(address.Contains(':', StringComparison.Ordinal) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);

        await Assert.ThrowsAsync<SocketException>(async () => await client.ConnectAsync(IPAddress.Parse(address), host.Port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_answers_pings_without_a_database_and_while_a_function_runs()
    {
        var running = new TaskCompletionSource();
        var end = new TaskCompletionSource<FunctionOutcome>();
        await using var host = await PlayedHost.StartAsync((_, _, _) =>
        {
            running.SetResult();
            return end.Task;
        });
        Assert.Equal(HttpStatusCode.OK, await PingAsync(host));

        var invocation = host.InvokeAsync(TimerBody.Usual);
        await running.Task.WithPatienceAsync("the function does not run");
        Assert.Equal(HttpStatusCode.OK, await PingAsync(host));

        end.SetResult(new FunctionOutcome([]));
        using var answer = await invocation;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("http")]
    public void A_port_that_is_none_is_refused(string port)
    {
        using var folder = new AppFolder();
        var settings = folder.Settings;
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = port;

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(["--data", folder.Root], _ => { }, settings));

        Assert.Contains($"FUNCTIONS_CUSTOMHANDLER_PORT is '{port}'", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PingAsync(PlayedHost host)
    {
        using var answer = await host.Client.GetAsync("/", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
