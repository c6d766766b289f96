using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>Forms of the GraphQL multipart request specification.</summary>
internal static class Forms
{
    public const string Document = """
        mutation($input: ImportFileInput!) {
          importFile(input: $input) {
            importOutcome {
              dryRun committed unchanged outcome fileName sha256
              import { id outcome newRows refusedRows }
              sheets { name new changed same refused unknownColumns }
              changes { sheet line what field old new } changesLeftOut
              refusals { sheet line cell value code reason remedy } refusalsLeftOut
              refusedFile
            }
            errors { __typename ... on Error { message } }
          }
        }
        """;

    /// <summary>The form that imports a file.</summary>
    public static MultipartFormDataContent Import(byte[] file, string name, params (string Name, JsonNode Value)[] input)
    {
        var given = new JsonObject { ["file"] = null };
        foreach (var (field, value) in input)
        {
            given[field] = value;
        }

        return Of(
            (
                "operations",
                new JsonObject { ["query"] = Document, ["variables"] = new JsonObject { ["input"] = given } }.ToJsonString(),
                null),
            ("map", """{ "0": ["variables.input.file"] }""", null),
            ("0", file, name));
    }

    /// <summary>A form of fields, as texts, and of files, as bytes with a name.</summary>
    public static MultipartFormDataContent Of(params (string Name, object Content, string? File)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content, file) in parts)
        {
            HttpContent part = content is byte[] bytes ? new ByteArrayContent(bytes) : new StringContent((string)content);
            if (file is null)
            {
                form.Add(part, name);
            }
            else
            {
                form.Add(part, name, file);
            }
        }

        return form;
    }

    /// <summary>Sends a form, as whoever the token says.</summary>
    public static Task<HttpResponseMessage> SendAsync(AccessServer server, string? token, HttpContent form) =>
        server.SendAsync(Request(form, token));

    /// <summary>The request that brings a form.</summary>
    public static HttpRequestMessage Request(HttpContent form, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
