using System.Runtime.InteropServices;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What an answer lends, and when it gives it back.</summary>
public sealed class GraphResponseTests
{
    [Fact]
    public void An_answer_that_gets_an_extension_gives_its_memory_back()
    {
        var json = new JsonBuffer();
        json.WriteRaw("{\"data\":{}}"u8);
        var lent = ArrayOf(json);

        using var extended = new GraphResponse(json, isWhole: true).With("persistedQuery", "true");

        // The pool gives a thread what it gave back last.
        using var next = new JsonBuffer();
        Assert.Same(lent, ArrayOf(next));
        Assert.Equal("""{"data":{},"extensions":{"persistedQuery":true}}""", System.Text.Encoding.UTF8.GetString(extended.Body.Span));
    }

    private static byte[] ArrayOf(JsonBuffer buffer)
    {
        Assert.True(MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var array));
        return array.Array!;
    }
}
