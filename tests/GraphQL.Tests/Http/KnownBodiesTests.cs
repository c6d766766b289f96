using System.Text;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>Which bodies are not read again.</summary>
public sealed class KnownBodiesTests
{
    private readonly KnownBodies _known = new();

    [Fact]
    public void A_body_is_known_when_it_came_twice_and_another_is_not()
    {
        var request = new GraphRequest("{ regions { totalCount } }");
        Assert.Null(Send("one", request));
        Assert.Null(Send("one", request));
        Assert.Same(request, Send("one", new GraphRequest("{ another }")));
        Assert.Null(Send("onf", request));
        Assert.Null(Send("", request));
    }

    [Theory]
    [InlineData("mutation { recordMovement { id } }", 10)]
    [InlineData("{ a }", 9000)]
    public void What_writes_and_what_is_long_is_never_known(string query, int length)
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(Send(new string('x', length), new GraphRequest(query)));
        }
    }

    [Fact]
    public void The_oldest_bodies_give_way_to_new_ones()
    {
        foreach (var body in Enumerable.Range(0, 600).Select(i => $"{i} {new string('x', 8000)}"))
        {
            Send(body, new GraphRequest("{ a }"));
            Send(body, new GraphRequest("{ a }"));
            Assert.NotNull(Send(body, new GraphRequest("{ a }")));
        }

        Assert.Null(Send($"0 {new string('x', 8000)}", new GraphRequest("{ a }")));
    }

    // What is known of a body; it is read, as a request, where nothing is.
    private GraphRequest? Send(string text, GraphRequest request)
    {
        var body = Encoding.UTF8.GetBytes(text);
        if (!_known.TryGet(body, out var hash, out var known))
        {
            _known.Add(body, hash, request);
        }

        return known;
    }
}
