using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Core;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Persistence;
using IndhCoops.Hosting;
using Npgsql;

namespace IndhCoops.Infra.Tests;

/// <summary>The programs enter the database by their identity where they are given no password for it.</summary>
public sealed class EntraTokensTests
{
    [Theory]
    [InlineData("Host=indhcoops-prod-x.postgres.database.azure.com;Username=indhcoops-prod-server", true)]
    [InlineData("Host=INDHCOOPS.POSTGRES.DATABASE.AZURE.COM;Username=indhcoops-prod-server", true)]
    [InlineData("Host=indhcoops.postgres.database.azure.com;Username=somebody;Password=secret", false)]
    [InlineData("Host=localhost;Username=somebody", false)]
    [InlineData("Host=postgres.database.azure.com.example.org;Username=somebody", false)]
    [InlineData("Database=indhcoops", false)]
    public void A_token_is_asked_for_where_a_server_of_Azure_is_named_without_a_password(string connectionString, bool isNeeded) =>
        Assert.Equal(isNeeded, (DatabaseOptions.PostgreSql(connectionString) with { Tokens = new EntraTokens() }).IsEnteredByToken());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_new_connection_shows_the_token_that_holds_then(bool isAsync)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var connectionString =
            $"Host=127.0.0.1;Port={((IPEndPoint)server.LocalEndpoint).Port};Username=program;SSL Mode=Disable;GSS Encryption "
                + "Mode=Disable;Timeout=20";
        var identity = new CountingIdentity();
        var database = DatabaseOptions.PostgreSql(connectionString) with { Tokens = new LocalTokens(new EntraTokens(identity)) };
        await using var source = database.Source(_ => { });

        foreach (var expected in new[] { "token 1", "token 2" })
        {
            var shown = ReadPasswordAsync(server);
            await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
            {
                await using var connection = isAsync
                    ? await source.OpenConnectionAsync(TestContext.Current.CancellationToken)
                    : await Task.Run(source.OpenConnection);
            });
            Assert.Equal(expected, await shown);
        }

        Assert.Equal(["https://ossrdbms-aad.database.windows.net/.default"], identity.Scopes.Distinct());
    }

    [Fact]
    public void A_context_on_a_server_of_Azure_is_made_without_asking_anybody()
    {
        var contexts = new IndhCoopsContextFactory(
            DatabaseOptions.PostgreSql("Host=indhcoops.postgres.database.azure.com;Database=indhcoops;Username=indhcoops-prod-server") with
            {
                Tokens = new EntraTokens(),
            });

        using var context = contexts.CreateDbContext();

        Assert.IsType<PostgresIndhCoopsContext>(context);
    }

    // A server that asks for a password in clear, reads it, and hangs up.
    private static async Task<string> ReadPasswordAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await ReadMessageAsync(stream); // The start of the conversation.
        await stream.WriteAsync(new byte[] { (byte)'R', 0, 0, 0, 8, 0, 0, 0, 3 }, TestContext.Current.CancellationToken);
        Assert.Equal('p', stream.ReadByte());
        return Encoding.UTF8.GetString(await ReadMessageAsync(stream)).TrimEnd('\0');
    }

    private static async Task<byte[]> ReadMessageAsync(NetworkStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, TestContext.Current.CancellationToken);
        var body = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await stream.ReadExactlyAsync(body, TestContext.Current.CancellationToken);
        return body;
    }

    // As if this machine were a server of Azure.
    private sealed class LocalTokens(EntraTokens tokens) : IDatabaseTokens
    {
        public bool AreFor(string host) => true;

        public string GetToken() => tokens.GetToken();

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => tokens.GetTokenAsync(cancellationToken);
    }

    private sealed class CountingIdentity : TokenCredential
    {
        private int _count;

        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken($"token {++_count}", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
