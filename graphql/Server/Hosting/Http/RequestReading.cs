using System.Diagnostics.CodeAnalysis;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>What reading a request came to: the request, or why there is none.</summary>
internal readonly record struct RequestReading(GraphRequest? Request, RequestRefusal? Refusal)
{
    /// <summary>How deeply JSON may be nested.</summary>
    public const int MaxDepth = 64;

    public static implicit operator RequestReading(GraphRequest request) => new(request, null);

    public static implicit operator RequestReading(RequestRefusal refusal) => new(null, refusal);

    /// <summary>True and the request, or false and the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out GraphRequest? request, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        refusal = Request is null ? Refusal ?? RequestRefusal.NoQuery : null;
        request = Request!;
        return refusal is null;
    }
}
