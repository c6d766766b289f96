namespace IndhCoops.GraphQL.Graph;

/// <summary>The graph's schema, or some types of it, in the schema definition language, as it is offered for download.</summary>
internal sealed class SchemaText(string text)
{
    /// <summary>The text, UTF-8 without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>A quoted strong entity tag that changes with the text.</summary>
    public string EntityTag => field ??= Hosting.Http.EntityTag.Of(Utf8.Span);
}
