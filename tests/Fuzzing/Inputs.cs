using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IndhCoops.Fuzzing;

/// <summary>Makes requests, sound ones and broken ones; the same seed and number make the same request.</summary>
internal sealed class Inputs(int seed, int number)
{
    private const int MaxTokens = 2_000;

    private static readonly string[] Accepts =
        [
            "application/json", "application/graphql-response+json", "text/event-stream", "text/csv", "*/*", "", "multipart/mixed",
            "application/jsonl", "application/graphql-response+jsonl", "application/json;q=0", "text/html", "a/b;c=d,,",
            "application/json; charset=utf-16",
        ];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/graphql", "text/plain", "application/json; charset=nothing",
        "multipart/form-data; boundary=x",
    ];

    private readonly Random _random = new(HashCode(seed, number));

    /// <summary>The next request.</summary>
    public HttpRequestMessage Make()
    {
        var request = _random.Next(10) switch
        {
            < 5 => Post("/graphql", Body()),
            5 => Get(
                $"/graphql?query={Escaped(Document())}&variables={EscapedVariables()}&operationName={Escaped(Text())}"),
            6 => Get(
                $"/graphql/table.{Pick("csv", "json", "parquet", "xlsx", "pdf")}"
                    + $"?query={Escaped(Document())}&variables={EscapedVariables()}"),
            7 => Get(
                $"/graphql/persisted/{Escaped(Chance(3) ? Text() : SavedName())}{Pick("", ".csv", ".json", ".html")}"
                    + $"?variables={EscapedVariables()}"),
            8 => Get(Pick("/graphql?sdl", "/graphql/schema", "/reports/", "/graphql/schema?types=") + Uri.EscapeDataString(Text())),
            _ => Post("/graphql", Broken(Body())),
        };

        if (Chance(6))
        {
            request.Headers.TryAddWithoutValidation("Accept", Pick(Accepts));
        }

        if (Chance(8))
        {
            request.Headers.TryAddWithoutValidation(
                Pick("GraphQL-Cost", "GraphQL-Plan", "If-None-Match", "Range", "Accept-Encoding", "X-Correlation-Id", "Referer"),
                Pick("report", "validate", "1", "\"x\"", "*", "bytes=0-", "bytes=9-1", "br", "gzip;q=2", "%", "http://"));
        }

        return request;
    }

    private string EscapedVariables() => Escaped(Variables().ToJsonString());

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static int HashCode(int seed, int number) => unchecked((seed * 486187739) ^ (number * 16777619));

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private HttpRequestMessage Post(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Chance(20) ? Pick(ContentTypes) : ContentTypes[0]);
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }

    private byte[] Body()
    {
        var body = new JsonObject { ["query"] = Document() };
        if (Chance(2))
        {
            body["variables"] = Variables();
        }

        if (Chance(6))
        {
            body["operationName"] = Chance(2) ? Pick("A", "B") : Value(1);
        }

        if (Chance(12))
        {
            body["extensions"] = Chance(2)
                ? Value(2)
                : new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = Value(0), ["sha256Hash"] = Value(0) } };
        }

        if (Chance(15))
        {
            body[Pick("id", "documentId")] = Chance(2) ? SavedName() : Value(0);
        }

        if (Chance(30))
        {
            body["query"] = Value(2);
        }

        var text = body.ToJsonString();
        return Encoding.UTF8.GetBytes(
            Chance(12)
                ? $"[{string.Join(',', Enumerable.Repeat(text, _random.Next(4)).Append(Value(2)?.ToJsonString() ?? "null"))}]"
                : text);
    }

    private byte[] Broken(byte[] bytes)
    {
        for (var i = _random.Next(1, 6); i > 0 && bytes.Length > 1; i--)
        {
            var at = _random.Next(bytes.Length);
            switch (_random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes = bytes[..at];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes[(at / 2)..]];
                    break;
            }
        }

        return bytes;
    }

    private string Document()
    {
        var document = Seeds.Documents[_random.Next(Seeds.Documents.Length)];
        if (Chance(4))
        {
            return document;
        }

        var tokens = Seeds.Tokenize(document).ToList();
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            var at = _random.Next(tokens.Count);
            var length = Math.Min(tokens.Count - at, _random.Next(1, Chance(3) ? 30 : 3));
            switch (_random.Next(4))
            {
                case 0 when tokens.Count > length:
                    tokens.RemoveRange(at, length);
                    break;
                case 1:
                    tokens.InsertRange(_random.Next(tokens.Count), tokens.GetRange(at, length));
                    break;
                case 2:
                    tokens.Insert(at, Token());
                    break;
                default:
                    tokens[at] = Token();
                    break;
            }
        }

        if (Chance(50))
        {
            tokens = [.. Enumerable.Repeat(tokens, 50).SelectMany(all => all).Take(MaxTokens)];
        }

        return string.Join(' ', tokens);
    }

    private JsonObject Variables()
    {
        var variables = new JsonObject();
        foreach (var name in new[]
        {
            "first", "last", "after", "before", "where", "order", "id", "province", "from", "to", "year", "region",
        })
        {
            if (Chance(3))
            {
                variables[name] = name == "where" && Chance(2) ? Filter(3) : Value(2);
            }
        }

        return variables;
    }

    // Near to what a filter is: most of its mistakes lie in one place.
    private JsonNode? Filter(int depth) => _random.Next(depth <= 0 ? 3 : 5) switch
    {
        0 => new JsonObject
        {
            ["name"] = new JsonObject { [Pick("eq", "neq", "contains", "startsWith", "nin", "in", "gt", "ncontains")] = Value(1) },
        },
        1 => new JsonObject { ["foundedYear"] = new JsonObject { [Pick("eq", "gt", "ngte", "in", "lt")] = Value(1) } },
        2 => Value(1),
        3 => new JsonObject { [Pick("and", "or")] = new JsonArray(Filter(depth - 1), Filter(depth - 1)) },
        _ => new JsonObject
        {
            ["grants"] =
                new JsonObject
                {
                    [Pick("some", "none", "all", "any")] = Chance(2) ? Value(1) : new JsonObject { ["cooperative"] = Filter(depth - 1) },
                },
        },
    };

    private JsonNode? Value(int depth) => _random.Next(depth <= 0 ? 6 : 8) switch
    {
        0 => null,
        1 => _random.Next(-3, 60),
        2 => JsonNode.Parse(Pick("9223372036854775808", "1e400", "-0.0", "0.1", "2147483648", "123456789012345678901234567890", "1E-30")),
        3 => Chance(2),
        4 or 5 => Text(),
        6 => new JsonArray([.. Enumerable.Range(0, _random.Next(5)).Select(_ => Value(depth - 1))]),
        _ => new JsonObject(
            Enumerable.Range(0, _random.Next(4)).Select(
                i => new KeyValuePair<string, JsonNode?>(i == 0 ? Pick("eq", "name", "amount", "and") : $"x{i}", Value(depth - 1)))),
    };

    private string SavedName() => Seeds.SavedQueries[_random.Next(Seeds.SavedQueries.Length)].Name;

    private string Token() => Seeds.Tokens[_random.Next(Seeds.Tokens.Length)];

    private string Text() => Seeds.Texts[_random.Next(Seeds.Texts.Length)];

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(int oneOf) => _random.Next(oneOf) == 0;
}
