using System.Net;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class FirstQueryTests(ServerProcess server)
{
    [Fact]
    public async Task A_fresh_server_knows_Al_Oussra()
    {
        using var client = new GraphClient(server.Graph);

        var (status, body) = await client.AskAsync(
            """
            {
              cooperatives(where: { province: { code: { eq: "MA-KHE" } }, dataSource: { eq: PRESS } }, order: [{ name: ASC }]) {
                totalCount
                nodes {
                  name foundedYear
                  province { name region { name } }
                  grants { nodes { amount awardedOn phase } }
                  observations { nodes { indicator value unit } }
                }
              }
            }
            """);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body.TryGetProperty("errors", out var errors), errors.ToString());
        var cooperative = body.GetProperty("data").GetProperty("cooperatives").GetProperty("nodes").EnumerateArray()
            .Single(node => node.GetProperty("name").GetString()!.Contains("Al Oussra", StringComparison.Ordinal));
        Assert.Equal("Khémisset", cooperative.GetProperty("province").GetProperty("name").GetString());
        Assert.Equal("Rabat-Salé-Kénitra", cooperative.GetProperty("province").GetProperty("region").GetProperty("name").GetString());
        var grant = Assert.Single(cooperative.GetProperty("grants").GetProperty("nodes").EnumerateArray());
        Assert.Equal((210000m, "II"), (grant.GetProperty("amount").GetDecimal(), grant.GetProperty("phase").GetString()));
        var values = cooperative.GetProperty("observations").GetProperty("nodes").EnumerateArray().Select(
            node => node.GetProperty("value").GetDecimal())
            .ToList();
        Assert.Contains(20m, values);
        Assert.Contains(100m, values);
    }
}
