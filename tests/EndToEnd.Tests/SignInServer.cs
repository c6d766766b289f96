using System.Diagnostics;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The server with the authority that <c>./run.sh --sign-in</c> starts beside it: people sign in and enter data.</summary>
public sealed class SignInServer : ServerProcess
{
    private readonly int _port = FreePort.Find();
    private Process? _authority;

    protected override int Demo => 60;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["INDHCOOPS_Access__Authority"] = $"http://localhost:{_port}/",
        ["INDHCOOPS_Access__Audience"] = "indhcoops",
        ["INDHCOOPS_SignIn__ClientId"] = "saisie",
    };

    /// <summary>The page for entering data.</summary>
    public Uri Page => new(Graph, "/saisie");

    public override async ValueTask InitializeAsync()
    {
        _authority = StartAuthority("Development", "--port", $"{_port}", "--audience", "indhcoops");
        using var client = new HttpClient { Timeout = Patience.Limit };
        for (var waited = Stopwatch.StartNew(); !await AnswersAsync(client); await Task.Delay(100))
        {
            Assert.False(_authority.HasExited || waited.Elapsed > Patience.Limit, "The authority did not start.");
        }

        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_authority is not null)
        {
            _authority.Kill(entireProcessTree: true);
            await _authority.WaitForExitAsync(CancellationToken.None);
            _authority.Dispose();
        }
    }

    /// <summary>Starts the authority in an environment.</summary>
    internal static Process StartAuthority(string environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IndhCoops.SignIn.dll"), .. arguments])
        {
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"http://localhost:{_port}/.well-known/openid-configuration"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }
}
