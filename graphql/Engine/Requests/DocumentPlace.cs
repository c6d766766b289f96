using GraphQLParser;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Where the parts of a document stand in its text.</summary>
internal static class DocumentPlace
{
    /// <summary>The place where a part begins.</summary>
    public static GraphErrorLocation Of(GraphQLDocument document, ASTNode node) => node switch
    {
        GraphQLDocument => new GraphErrorLocation(1, 1),
        GraphQLStringValue { Location: var text } => Of(document.Source.Span, StartOf(text.Start, text.End, document.Source.Span)),
        _ => Of(document.Source.Span, node.Location.Start),
    };

    /// <summary>The place of a character.</summary>
    public static GraphErrorLocation Of(ReadOnlySpan<char> text, int position)
    {
        var before = text[..position];
        return new GraphErrorLocation(before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }

    /// <summary>Where a token begins.</summary>
    public static int StartOf(in Token token, ReadOnlySpan<char> text) => StartOf(token.Start, token.End, text);

    // For a block string the parser reports the last of its three quotes.
    private static int StartOf(int start, int end, ReadOnlySpan<char> text) =>
        end - start >= 4 && text[..start].EndsWith("\"\"") && text[..end].EndsWith("\"\"\"") ? start - 2 : start;
}
