using GraphQLParser;
using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>Counts what a document is made of, as it is written, in one walk.</summary>
internal sealed class DocumentSurvey(
    DocumentLimits limits, CancellationToken cancellationToken) : ASTVisitor<DocumentSurvey>, IASTVisitorContext
{
    private int _fields;
    private int _aliases;
    private GraphQLStringValue? _unsound;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>
    /// Refuses a text with too many tokens, too many elements in its literals, or too long a name or text, before it is parsed.
    /// </summary>
    /// <returns>How many elements its literals have.</returns>
    /// <exception cref="DocumentRefusedException">It has.</exception>
    public static int CheckTokens(string text, DocumentLimits limits, CancellationToken cancellationToken)
    {
        var tokens = 0;
        var elements = new LiteralElements();
        foreach (var token in DocumentDescriptions.Tokens(text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (token.Kind != TokenKind.COMMENT && ++tokens > limits.MaxTokens)
            {
                throw new DocumentRefusedException("HC0014", $"The document has more than the {limits.MaxTokens} tokens that are allowed.");
            }

            // A text is quoted, which adds two characters or six.
            var length = token.End - token.Start;
            Check(token.Kind == TokenKind.NAME ? length : 0, limits.MaxNameLength, "characters", "A name of the document");
            if (token.Kind == TokenKind.STRING && length > limits.MaxTextLength + 6)
            {
                throw new DocumentRefusedException(InputSize.TooLong(limits));
            }

            elements.Add(token.Kind);
            if (elements.Count > limits.MaxInputElements)
            {
                throw new DocumentRefusedException(InputSize.TooMany(limits));
            }
        }

        return elements.Count;
    }

    /// <summary>Refuses a document that has too much of something, or a text that none is.</summary>
    /// <exception cref="DocumentRefusedException">It has.</exception>
    public async ValueTask CheckAsync(GraphQLDocument document)
    {
        await VisitAsync(document, this);
        Check(_fields, limits.MaxFields, "fields");
        Check(_aliases, limits.MaxAliases, "aliases");
        if (_unsound is { } unsound)
        {
            throw new DocumentRefusedException(
                new GraphError(SoundText.Complaint, "HC0016") { Locations = [DocumentPlace.Of(document, unsound)] });
        }
    }

    /// <summary>Refuses a document of which something has more than is allowed.</summary>
    /// <exception cref="DocumentRefusedException">It has.</exception>
    public static void Check(int count, int allowed, string what, string whose = "The document")
    {
        if (count > allowed)
        {
            throw new DocumentRefusedException("HC0014", $"{whose} has {count} {what}; at most {allowed} are allowed.");
        }
    }

    protected override ValueTask VisitFieldAsync(GraphQLField field, DocumentSurvey context)
    {
        _fields++;
        _aliases += field.Alias is null ? 0 : 1;
        return base.VisitFieldAsync(field, context);
    }

    protected override ValueTask VisitSelectionSetAsync(GraphQLSelectionSet selectionSet, DocumentSurvey context)
    {
        var names = selectionSet.Selections.OfType<GraphQLField>().Select(field => field.ResponseName).ToList();
        var repetitions = names.Count - names.Distinct().Count();
        if (repetitions > limits.MaxRepetitions)
        {
            throw new DocumentRefusedException(
                "HC0014",
                $"A selection names {repetitions} fields again that it has already named; at most {limits.MaxRepetitions} are allowed.");
        }

        return base.VisitSelectionSetAsync(selectionSet, context);
    }

    protected override ValueTask VisitDirectivesAsync(GraphQLDirectives directives, DocumentSurvey context)
    {
        Check(directives.Count, limits.MaxDirectives, "directives", "A place of the document");
        return base.VisitDirectivesAsync(directives, context);
    }

    protected override ValueTask VisitStringValueAsync(GraphQLStringValue text, DocumentSurvey context)
    {
        _unsound ??= SoundText.Is(text.Value.Span) ? null : text;
        return base.VisitStringValueAsync(text, context);
    }
}
