using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Tests.Telemetry;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>What a server makes of the files and connections that it may hold open.</summary>
public sealed class DescriptorTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max cpu time              unlimited            unlimited            seconds   ", null)]
    public void The_limit_is_read_as_Linux_writes_it(string line, int? limit) =>
        Assert.Equal(limit, Descriptors.Read(["Limit                     Soft Limit           Hard Limit           Units     ", line]));

    [Theory]
    [InlineData(400, 6, 24)]
    [InlineData(1024, 64, 416)]
    [InlineData(1_048_576, 64, 5_000)]
    [InlineData(null, 64, 5_000)]
    public void Requests_and_connections_go_by_it(int? limit, int requests, int connections)
    {
        var descriptors = new Descriptors(limit);

        Assert.Equal(requests, descriptors.RequestsAtMost(64));
        Assert.Equal(connections, descriptors.UsualConnections(requests));
        descriptors.RequireEnough();
    }

    [Theory]
    [InlineData(256, "This process may hold 256 files and connections open at once; a server needs 384 at least.")]
    [InlineData(600, "Connections__Max is 10000, but of the 600 files and connections that this process may hold open")]
    public async Task Too_few_are_said_in_a_sentence_at_start(int files, string sentence)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, TestContext.Current.CancellationToken);
        await using var server = await ObservedProcess.StartWithFilesAsync(
            database, files, new KeyValuePair<string, string?>("INDHCOOPS_Connections__Max", "10000"));

        Assert.NotEqual(0, server.ExitCode);
        Assert.Contains(sentence, server.Output, StringComparison.Ordinal);
        Assert.Contains("ulimit -n 4096", server.Output, StringComparison.Ordinal);
    }
}
