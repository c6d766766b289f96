using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Chooses the format of the response from what the client accepts.</summary>
internal static class AcceptHeader
{
    /// <summary>The chosen format, or null and the refusal to answer with.</summary>
    public static ResponseFormat? Choose(StringValues accept, out RequestRefusal? refusal)
    {
        refusal = null;
        return (accept is [] ? ResponseFormat.GraphQLResponse : accept is [var single] ? ChooseUsual(single) : null)
            ?? ChooseAny(accept, FormatOf, out refusal);
    }

    /// <summary>The format of an error: the chosen one, or the usual one where none can be chosen.</summary>
    public static ResponseFormat ForError(HttpContext context) =>
        Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;

    /// <summary>The format for a batch, or null and the refusal: a stream of parts where none is named, as in HotChocolate.</summary>
    public static ResponseFormat? ChooseForBatch(StringValues accept, out RequestRefusal? refusal)
    {
        refusal = null;
        if (StringValues.IsNullOrEmpty(accept))
        {
            return ResponseFormat.Multipart;
        }

        // What takes anything is looked at last.
        var named = ChooseAny(
            accept, range => !IsWild(range) && FormatOf(range) is var format and not ResponseFormat.Csv ? format : null, out refusal);
        return refusal == RequestRefusal.UnsupportedAccept
            ? ChooseAny(accept, range => IsWild(range) ? ResponseFormat.Multipart : null, out refusal)
            : named;
    }

    /// <summary>Whether the client is a browser that navigates.</summary>
    public static bool WantsPage(StringValues accept) => accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // What nearly every client sends, without parsing or allocating.
    private static ResponseFormat? ChooseUsual(string? accept) => accept switch
    {
        null or "" or "*/*" or "application/*" or "application/json, */*" or "application/json, text/plain, */*"
            or "application/graphql-response+json" or "application/graphql-response+json, application/json"
            or "application/graphql-response+json,application/json;q=0.9" => ResponseFormat.GraphQLResponse,
        "application/json" => ResponseFormat.Json,
        _ => null,
    };

    private static ResponseFormat? ChooseAny(
        StringValues accept, Func<StringSegment, ResponseFormat?> formatOf, out RequestRefusal? refusal)
    {
        if (!MediaTypeHeaderValue.TryParseStrictList(accept, out var ranges))
        {
            refusal = RequestRefusal.UnreadableAccept(accept.ToString());
            return null;
        }

        ResponseFormat? chosen = null;
        var chosenQuality = 0d;
        foreach (var range in ranges)
        {
            var quality = range.Quality ?? 1;
            if (quality > 0 && formatOf(range.MediaType) is { } format
                && (quality > chosenQuality || (quality == chosenQuality && format < chosen)))
            {
                (chosen, chosenQuality) = (format, quality);
            }
        }

        refusal = chosen is null ? RequestRefusal.UnsupportedAccept : null;
        return chosen;
    }

    private static bool IsWild(StringSegment range) => range == "*/*" || range.Equals("application/*", StringComparison.OrdinalIgnoreCase);

    private static ResponseFormat? FormatOf(StringSegment range)
    {
        return IsWild(range) || Is("application/graphql-response+json") ? ResponseFormat.GraphQLResponse
            : Is("application/json") ? ResponseFormat.Json
            : Is("multipart/mixed") || Is("multipart/*") ? ResponseFormat.Multipart
            : Is("application/jsonl") ? ResponseFormat.JsonLines
            : Is("application/graphql-response+jsonl") ? ResponseFormat.GraphQLResponseLines
            : Is("text/csv") ? ResponseFormat.Csv
            : Is("text/event-stream") || Is("text/*") ? ResponseFormat.EventStream
            : null;

        bool Is(string mediaType) => range.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }
}
