using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using GraphQLParser.Visitors;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Documents;

/// <summary>A document that was parsed and validated once: sound, or with the errors that refuse it.</summary>
internal sealed record ReadDocument(GraphQLDocument? Document, IReadOnlyList<GraphError> Errors);

/// <summary>Parses and validates documents. Variables play no part: what depends on their values is checked per request.</summary>
internal sealed class DocumentReader(GraphSchema schema, DocumentLimits limits)
{
    public async ValueTask<ReadDocument> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length > limits.MaxLength)
        {
            return Refused($"The document has {text.Length} characters; at most {limits.MaxLength} are allowed.", "HC0014");
        }

        GraphQLDocument document;
        try
        {
            document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = limits.MaxDepth });
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return Refused($"The document is nested deeper than the {limits.MaxDepth} levels that are allowed.", "HC0014");
        }
        catch (GraphQLSyntaxErrorException syntax)
        {
            return new ReadDocument(null, [new GraphError(syntax.Description)
            {
                Code = "HC0014",
                Locations = [new GraphErrorLocation(syntax.Location.Line, syntax.Location.Column)],
            }]);
        }

        var survey = new Survey();
        await survey.VisitAsync(document, survey);
        if (survey.Fields > limits.MaxFields)
        {
            return Refused($"The document has {survey.Fields} fields; at most {limits.MaxFields} are allowed.", "HC0014");
        }

        if (survey.UnsoundText is { } unsound)
        {
            var place = Location.FromLinearPosition(document.Source, unsound.Location.Start);
            return new ReadDocument(null, [new GraphError(SoundText.Complaint)
            {
                Code = "HC0016",
                Locations = [new GraphErrorLocation(place.Line, place.Column)],
            }]);
        }

        var errors = await ValidateAsync(document, cancellationToken);
        return new ReadDocument(errors.Count == 0 ? document : null, errors);
    }

    private async ValueTask<IReadOnlyList<GraphError>> ValidateAsync(GraphQLDocument document, CancellationToken cancellationToken)
    {
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();
        if (operation is null)
        {
            return [new GraphError("The document contains no operation.")];
        }

        var context = new ValidationContext
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            TypeInfo = new TypeInfo(schema),
            UserContext = new Dictionary<string, object?>(),
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
            Metrics = Metrics.None,
            CancellationToken = cancellationToken,
        };

        var visitors = new List<INodeVisitor> { context.TypeInfo };
        foreach (var rule in DocumentValidator.CoreRules)
        {
            if (await rule.GetPreNodeVisitorAsync(context) is { } visitor)
            {
                visitors.Add(visitor);
            }
        }

        await new BasicVisitor(visitors).VisitAsync(document, new BasicVisitor.State(context));
        return [.. context.Errors.Take(limits.MaxErrors).Select(Describe)];
    }

    private static GraphError Describe(ValidationError error) => new(error.Message)
    {
        Locations = [.. (error.Locations ?? []).Take(5).Select(location => new GraphErrorLocation(location.Line, location.Column))],
        Extensions = error.Number is { } number ? [new("specifiedBy", $"https://spec.graphql.org/October2021/#sec-{number}")] : [],
    };

    private static ReadDocument Refused(string message, string code) => new(null, [new GraphError(message) { Code = code }]);

    private sealed class Survey : ASTVisitor<Survey>, IASTVisitorContext
    {
        public int Fields { get; private set; }

        public GraphQLStringValue? UnsoundText { get; private set; }

        public CancellationToken CancellationToken => CancellationToken.None;

        protected override ValueTask VisitFieldAsync(GraphQLField field, Survey context)
        {
            Fields++;
            return base.VisitFieldAsync(field, context);
        }

        protected override ValueTask VisitStringValueAsync(GraphQLStringValue text, Survey context)
        {
            UnsoundText ??= SoundText.Is(text.Value.Span) ? null : text;
            return base.VisitStringValueAsync(text, context);
        }
    }
}
