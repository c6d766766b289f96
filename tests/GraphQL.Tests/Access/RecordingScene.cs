using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>A ledger of a test's own, and a server that those may record in who have the role.</summary>
public abstract class RecordingScene(DatabaseKind kind) : IAsyncLifetime
{
    public const string RecordMovement = """
        mutation Record($input: RecordMovementInput!) {
          recordMovement(input: $input) {
            __typename movement { kind amount effectiveOn grant { id movements { nodes { amount } } } }
            errors { __typename ... on Error { message } }
          }
        }
        """;

    public static readonly DateOnly Day = new(2024, 6, 15);

    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal Authority Authority { get; private set; } = null!;

    internal AccessServer Server { get; private set; } = null!;

    /// <summary>A token of somebody who may record.</summary>
    internal string Clerk => Authority.Issue(roles: ["Movements.Record"]);

    public async ValueTask InitializeAsync()
    {
        Authority = await Authority.StartAsync();
        _database = await TestDatabase.WithFactsAsync(kind, CancellationToken.None);
        Server = await StartAsync(("Access:Authority", Authority.Issuer), ("Access:Audience", Authority.Audience));
        await Server.UntilKeysAreThereAsync();
    }

    /// <summary>A token of somebody with roles, who is confined to provinces where some are given.</summary>
    internal string TokenOf(string[] roles, params string[] provinces) => Authority.Issue(
        token => token.Subject.AddClaims([new Claim("azp", "saisie"), .. provinces.Select(province => new Claim("provinces", province))]),
        roles: roles);

    /// <summary>A context on the same database.</summary>
    internal IndhCoopsContext Context() => _database.Contexts.CreateDbContext();

    /// <summary>The answer to a document, as whoever the token says.</summary>
    internal async Task<JsonNode> AnswerAsync(string token, string document, JsonObject? variables = null)
    {
        using var response = await PostAsync(Server, token, document, variables);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }

    /// <summary>A server on the same ledger with settings of its own.</summary>
    internal Task<AccessServer> StartAsync(params (string Key, string Value)[] settings) =>
        AccessServer.StartAsync(_database.Options, settings);

    /// <summary>A grant without movements.</summary>
    public async Task<Guid> NewGrantAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        return await NewGrantAsync(context);
    }

    /// <summary>A grant without movements, in a database that has cooperatives.</summary>
    public static async Task<Guid> NewGrantAsync(IndhCoopsContext context)
    {
        var grant = new Grant(
            Guid.CreateVersion7(),
            await context.Cooperatives.FirstAsync(Cancelled),
            1000,
            null,
            null,
            null,
            null,
            null,
            DataSource.Synthetic,
            null);
        context.Add(grant);
        await context.SaveChangesAsync(Cancelled);
        return grant.Id;
    }

    /// <summary>What the ledger holds of a grant, and how much of it the next strike has still to take up.</summary>
    public async Task<(IReadOnlyList<(MovementKind Kind, decimal Amount, DateOnly EffectiveOn)> Movements, int Unstruck)> LedgerAsync(
        Guid grant)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var movements = await context.Movements.Where(movement => movement.Grant.Id == grant).OrderBy(movement => movement.RecordedAt)
            .ThenBy(movement => movement.Id)
            .ToListAsync(Cancelled);
        var ids = movements.ConvertAll(movement => movement.Id);
        return (
            [.. movements.Select(movement => (movement.Kind, movement.Amount, movement.EffectiveOn))],
            await context.UnstruckMovements.CountAsync(mark => ids.Contains(mark.MovementId), Cancelled));
    }

    /// <summary>Runs a statement as somebody with a tool of the database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(sql, Cancelled);
    }

    /// <summary>Holds what a statement on PostgreSQL locks until the end.</summary>
    public async Task<IAsyncDisposable> LockAsync(string statement)
    {
        var connection = new NpgsqlConnection(_database.Options.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand($"begin; {statement}", connection);
        await command.ExecuteNonQueryAsync(Cancelled);
        return connection;
    }

    /// <summary>Posts a document, as a client that waits only so long.</summary>
    internal static Task<HttpResponseMessage> PostAsync(
        AccessServer server, string token, string document, JsonObject variables, CancellationToken cancellationToken) =>
        server.SendAsync(
            HttpMethod.Post,
            "/graphql",
            cancellationToken,
            token,
            new JsonObject { ["query"] = document, ["variables"] = variables.DeepClone() }.ToJsonString());

    /// <summary>Posts a document, as whoever the token says.</summary>
    internal static Task<HttpResponseMessage> PostAsync(
        AccessServer server, string? token, string document, JsonObject? variables = null, params (string Name, string Value)[] headers) =>
        server.SendAsync(
            HttpMethod.Post,
            "/graphql",
            token,
            new JsonObject { ["query"] = document, ["variables"] = variables?.DeepClone() }.ToJsonString(),
            headers);

    /// <summary>The answer to a document of a clerk.</summary>
    public async Task<JsonNode> AnswerAsync(string document, JsonObject? variables = null)
    {
        using var response = await PostAsync(Server, Clerk, document, variables);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }

    /// <summary>An answer as it is sent: quotes in messages are no escapes.</summary>
    public static string Plain(JsonNode answer) =>
        answer.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The variables of <see cref="RecordMovement"/>.</summary>
    public static JsonObject Input(object grant, string kind, decimal amount, string day = "2024-06-15", string? reference = null) => new()
    {
        ["input"] = new JsonObject
        {
            ["grantId"] = $"{grant}",
            ["kind"] = kind,
            ["amount"] = amount,
            ["effectiveOn"] = day,
            ["reference"] = reference,
        },
    };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Authority.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteRecordings() : RecordingScene(DatabaseKind.Sqlite);

public sealed class PostgresRecordings() : RecordingScene(DatabaseKind.PostgreSql);

[CollectionDefinition(nameof(SqliteRecordings))]
public sealed class SharedSqliteRecordings : ICollectionFixture<SqliteRecordings>;

[CollectionDefinition(nameof(PostgresRecordings))]
public sealed class SharedPostgresRecordings : ICollectionFixture<PostgresRecordings>;
