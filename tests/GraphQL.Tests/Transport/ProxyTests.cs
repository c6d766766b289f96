using System.Net;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>Whom the server believes about its clients.</summary>
public sealed class ProxyTests(AccessScene scene)
{
    private const string Path = "/graphql?query=%7B__typename%7D";

    private static readonly (string, string)[] OncePerClient = [("RequestLimits:PerClient", "1"), ("RequestLimits:Window", "00:10:00")];

    [Fact]
    public async Task Nobody_talks_his_way_round_the_rate_limit()
    {
        await using var server = await scene.StartAsync(OncePerClient);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "203.0.113.2"));
    }

    [Theory]
    [InlineData("Proxies:Addresses:0", "127.0.0.1")]
    [InlineData("Proxies:Networks:0", "127.0.0.0/8")]
    public async Task Behind_a_proxy_that_is_named_each_client_is_counted_by_itself(string setting, string value)
    {
        await using var server = await scene.StartAsync([.. OncePerClient, (setting, value)]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "203.0.113.1"));

        // What stands before the proxy's own entry was said by the client.
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "198.51.100.7, 203.0.113.2"));
    }

    [Fact]
    public async Task A_network_of_IPv6_is_one_client()
    {
        await using var server = await scene.StartAsync([.. OncePerClient, ("Proxies:Addresses:0", "127.0.0.1")]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "2001:db8:0:1::1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "2001:db8:0:1:ffff::2"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "2001:db8:0:2::1"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "::ffff:198.51.100.1"));
    }

    [Fact]
    public async Task Another_proxy_is_not_believed()
    {
        await using var server = await scene.StartAsync(
            [.. OncePerClient, ("Proxies:Addresses:0", "192.0.2.1"), ("Proxies:Networks:0", "10.0.0.0/8")]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "203.0.113.2"));
    }

    [Fact]
    public async Task Two_proxies_in_a_row_are_passed_where_both_are_known()
    {
        await using var server = await scene.StartAsync(
            [.. OncePerClient, ("Proxies:Addresses:0", "127.0.0.1"), ("Proxies:Addresses:1", "192.0.2.1"), ("Proxies:Hops", "2")]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.1, 192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "203.0.113.2, 192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(server, "198.51.100.7, 203.0.113.2, 192.0.2.1"));
    }

    private static async Task<HttpStatusCode> AskAsync(AccessServer server, string forwardedFor)
    {
        using var response = await server.GetAsync(Path, null, ("X-Forwarded-For", forwardedFor));
        return response.StatusCode;
    }
}
