using GraphQLParser;
using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>Counts what a document is made of, as it is written, in one walk.</summary>
internal sealed class DocumentSurvey(
    DocumentLimits limits, CancellationToken cancellationToken) : ASTVisitor<DocumentSurvey>, IASTVisitorContext
{
    private readonly HashSet<string> _names = [];
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
        for (var position = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (DocumentDescriptions.Next(text, position) is not { Kind: not TokenKind.EOF } token)
            {
                return elements.Count;
            }

            if (token.Kind != TokenKind.COMMENT && ++tokens > limits.MaxTokens)
            {
                throw new DocumentRefusedException("HC0014", $"The document has more than the {limits.MaxTokens} tokens that are allowed.");
            }

            Check(token, limits);
            elements.Add(token.Kind);
            if (elements.Count > limits.MaxInputElements)
            {
                throw new DocumentRefusedException(InputSize.TooMany(limits));
            }

            position = token.End;
        }
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

    protected override ValueTask VisitFieldAsync(GraphQLField field, DocumentSurvey context)
    {
        _fields++;
        _aliases += field.Alias is null ? 0 : 1;
        return base.VisitFieldAsync(field, context);
    }

    protected override ValueTask VisitSelectionSetAsync(GraphQLSelectionSet selectionSet, DocumentSurvey context)
    {
        _names.Clear();
        var repetitions = 0;
        foreach (var field in selectionSet.Selections.OfType<GraphQLField>())
        {
            repetitions += _names.Add((field.Alias?.Name ?? field.Name).StringValue) ? 0 : 1;
        }

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
        if (directives.Count > limits.MaxDirectives)
        {
            throw new DocumentRefusedException(
                "HC0014", $"A place of the document has {directives.Count} directives; at most {limits.MaxDirectives} are allowed.");
        }

        return base.VisitDirectivesAsync(directives, context);
    }

    protected override ValueTask VisitStringValueAsync(GraphQLStringValue text, DocumentSurvey context)
    {
        _unsound ??= SoundText.Is(text.Value.Span) ? null : text;
        return base.VisitStringValueAsync(text, context);
    }

    // A text is quoted, which adds two characters or six.
    private static void Check(in Token token, DocumentLimits limits)
    {
        var length = token.End - token.Start;
        if (token.Kind == TokenKind.NAME && length > limits.MaxNameLength)
        {
            throw new DocumentRefusedException(
                "HC0014", $"A name of the document has {length} characters; at most {limits.MaxNameLength} are allowed.");
        }

        if (token.Kind == TokenKind.STRING && length > limits.MaxTextLength + 6)
        {
            throw new DocumentRefusedException(InputSize.TooLong(limits));
        }
    }

    private static void Check(int count, int allowed, string what)
    {
        if (count > allowed)
        {
            throw new DocumentRefusedException("HC0014", $"The document has {count} {what}; at most {allowed} are allowed.");
        }
    }
}
