using IndhCoops.GraphQL.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace IndhCoops.Infra.Tests;

/// <summary>A server in a container can be reached from outside of it; one on a laptop cannot.</summary>
public sealed class ListenAddressTests
{
    [Theory]
    [InlineData(null, null, null, "http://localhost:5000")]
    [InlineData(8081, null, null, "http://localhost:8081")]
    [InlineData(null, "HTTP_PORTS", "8080", null)]
    [InlineData(null, "URLS", "http://0.0.0.0:9000", "http://0.0.0.0:9000")]
    [InlineData(8081, "HTTP_PORTS", "8080", "http://localhost:8081")]
    [InlineData(8081, "URLS", "http://0.0.0.0:9000", "http://localhost:8081")]
    public void The_command_line_goes_before_the_surroundings_and_these_before_localhost(
        int? port, string? name, string? value, string? expected)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (name is not null)
        {
            builder.Configuration[name] = value;
        }

        builder.ListenAt(port);

        Assert.Equal(expected, builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
    }
}
