using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The identity of a request across the systems that it passes.</summary>
internal static class CorrelationId
{
    /// <summary>The header in which it comes and goes.</summary>
    public const string Header = "X-Correlation-Id";

    private const int MaxLength = 64;

    // No characters that could break a line of a log or mean something to its reader.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>What the client sent, if it can be used; otherwise that of the trace that the request belongs to, or a new one.</summary>
    public static string Of(StringValues sent, Activity? span) =>
        sent is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : span?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");
}
