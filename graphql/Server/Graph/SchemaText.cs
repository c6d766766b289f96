namespace IndhCoops.GraphQL.Graph;

/// <summary>The graph's schema in the schema definition language, as it is offered for download.</summary>
/// <param name="Utf8">The text, UTF-8 without a byte order mark.</param>
internal sealed record SchemaText(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>A quoted strong entity tag that changes with the text.</summary>
    public string EntityTag { get; } = Hosting.Http.EntityTag.Of(Utf8.Span);
}
