using System.Net.Sockets;
using IndhCoops.GraphQL.Stores.Postgres;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What of PostgreSQL's failures passes by itself.</summary>
public sealed class PostgresOutageTests
{
    [Theory]
    [InlineData("57P01", true)]
    [InlineData("57P02", true)]
    [InlineData("57P03", true)]
    [InlineData("53300", true)]
    [InlineData("40001", true)]
    [InlineData("08006", true)]
    [InlineData("25P03", true)]
    [InlineData("XX000", false)]
    [InlineData("XX001", false)]
    [InlineData("53100", true)]
    [InlineData("53200", false)]
    [InlineData("58030", false)]
    [InlineData("55000", false)]
    [InlineData("57014", false)]
    [InlineData("28P01", true)]
    [InlineData("3D000", true)]
    [InlineData("22003", false)]
    public void An_error_of_the_server_is_known_by_its_code_whatever_became_of_the_connection(string sqlState, bool isOutage)
    {
        var error = new PostgresException("message", "ERROR", "ERROR", sqlState);

        Assert.Equal(isOutage, PostgresOutage.Explains(error));
        Assert.Equal(isOutage, PostgresOutage.Explains(error, isConnectionLost: true));
        Assert.Equal(isOutage, PostgresOutage.Explains(new InvalidOperationException("wrapped", error)));
    }

    [Fact]
    public void Parallel_workers_that_are_lost_were_ended_by_a_server_that_stops() =>
        Assert.True(
            PostgresOutage.Explains(
                new PostgresException("lost connection to parallel worker", "ERROR", "ERROR", "55000", file: "parallel.c")));

    [Fact]
    public void A_connection_that_breaks_or_cannot_be_made_is_an_outage()
    {
        var broken = new NpgsqlException("Exception while reading from stream", new SocketException((int)SocketError.ConnectionReset));

        Assert.True(PostgresOutage.Explains(broken));
        Assert.True(
            PostgresOutage.Explains(new NpgsqlException("several hosts", new AggregateException(new InvalidCastException(), broken))));
        Assert.True(PostgresOutage.Explains(new InvalidCastException("The last bytes were no message."), isConnectionLost: true));
        Assert.False(PostgresOutage.Explains(new InvalidCastException("A value was not what its column says."), isConnectionLost: false));
    }
}
