using System.Net;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>However many requests one client sends, those of another find a place.</summary>
public sealed class ClientPlacesTests
{
    private static readonly ClientNetwork Many = Client("192.0.2.1");
    private static readonly ClientNetwork Few = Client("192.0.2.2");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_leaves_some_places_to_others()
    {
        var places = new ClientPlaces(4, 3, 10);
        var many = Take(places, Many, 4);

        Assert.True(await places.TakeAsync(Few, Cancelled));
        Assert.False(many[3].IsCompleted);
    }

    [Fact]
    public async Task What_becomes_free_is_for_the_client_that_has_fewest()
    {
        var places = new ClientPlaces(4, 4, 10);
        var many = Take(places, Many, 6);
        var few = Take(places, Few, 3);

        places.GiveBack(Many);
        places.GiveBack(Many);

        Assert.True(await few[0]);
        Assert.True(await few[1]);
        Assert.False(many[4].IsCompleted);
        places.GiveBack(Many);
        Assert.True(await many[4]);
        Assert.False(few[2].IsCompleted);
    }

    [Fact]
    public async Task Of_those_who_wait_the_client_with_the_most_goes_short()
    {
        var places = new ClientPlaces(1, 1, 3);
        var many = Take(places, Many, 4);
        var few = Take(places, Few, 2);

        Assert.False(await many[3]);
        Assert.False(await few[1]);
        Assert.False(few[0].IsCompleted);
    }

    [Fact]
    public async Task Whoever_leaves_waits_no_more()
    {
        var places = new ClientPlaces(1, 1, 1);
        Assert.True(await places.TakeAsync(Many, Cancelled));
        using var leaving = new CancellationTokenSource();
        var left = places.TakeAsync(Many, leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        var waits = places.TakeAsync(Few, Cancelled).AsTask();
        places.GiveBack(Many);

        Assert.True(await waits);
    }

    private static ClientNetwork Client(string address) => ClientNetwork.Of(IPAddress.Parse(address));

    private static List<Task<bool>> Take(ClientPlaces places, ClientNetwork client, int requests) =>
        [.. Enumerable.Range(0, requests).Select(_ => places.TakeAsync(client, Cancelled).AsTask())];
}
