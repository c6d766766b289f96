using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Documents;

/// <summary>Reads documents against the schema; for that nothing of a database is needed but the model.</summary>
public sealed class DocumentCheck : IDisposable
{
    private readonly GraphSchema _schema;

    public DocumentCheck()
    {
        using var context = new SqliteIndhCoopsContext(
            new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite("Data Source=:memory:").Options);
        _schema = OfficeGraph.Schema(OfficeGraph.Model(context.Model), new PagingOptions());
    }

    /// <inheritdoc/>
    public void Dispose() => _schema.Dispose();

    /// <summary>The errors of a document.</summary>
    internal async Task<IReadOnlyList<JsonNode>> ErrorsAsync(string document, DocumentLimits? limits = null, bool suggests = false)
    {
        var reader = new DocumentReader(
            _schema, limits ?? new DocumentLimits(), new IntrospectionOptions { Enabled = true, Suggestions = suggests });
        var read = await reader.ReadAsync(document, TestContext.Current.CancellationToken);
        return [.. read.Errors.Select(Json)];
    }

    private static JsonNode Json(GraphError error)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            error.WriteTo(writer);
        }

        return JsonNode.Parse(json.WrittenSpan)!;
    }
}
