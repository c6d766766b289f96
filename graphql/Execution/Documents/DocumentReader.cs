using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Documents;

/// <summary>A document that was parsed and validated once: sound, or with the errors that refuse it.</summary>
internal sealed record ReadDocument(GraphQLDocument? Document, IReadOnlyList<GraphError> Errors)
{
    /// <summary>How many list elements and objects its literals have.</summary>
    public int InputElements { get; init; }

    /// <summary>The operations of a sound document.</summary>
    public IReadOnlyList<GraphQLOperationDefinition> Operations { get; } = [.. (Document?.Definitions ?? []).OfType<GraphQLOperationDefinition>()];
}

/// <summary>Parses and validates documents. Variables play no part: what depends on their values is checked per request.</summary>
internal sealed partial class DocumentReader(GraphSchema schema, DocumentLimits limits, IntrospectionOptions introspection)
{
    private const string Suggestion = " Did you mean ";

    // The library's rule on merging compares every pair.
    private static readonly IReadOnlyList<IValidationRule> Rules = [.. DocumentValidator.CoreRules.Where(rule => rule is not OverlappingFieldsCanBeMerged)];

    public async ValueTask<ReadDocument> ReadAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            if (text.Length > limits.MaxLength)
            {
                throw new DocumentRefusedException("HC0014", $"The document has {text.Length} characters; at most {limits.MaxLength} are allowed.");
            }

            text = LoneReturn().Replace(text, "\n");
            var elements = DocumentSurvey.CheckTokens(text, limits, cancellationToken);
            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = limits.MaxDepth });
            await new DocumentSurvey(limits, cancellationToken).CheckAsync(document);
            new DocumentExpansion(schema, limits, introspection, document).Check();
            var errors = await ValidateAsync(document, cancellationToken);
            return new ReadDocument(errors.Count == 0 ? document : null, errors) { InputElements = elements };
        }
        catch (DocumentRefusedException refused)
        {
            return new ReadDocument(null, [refused.Error]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return new ReadDocument(null, [new GraphError($"The document is nested deeper than the {limits.MaxDepth} levels that are allowed.") { Code = "HC0014" }]);
        }
        catch (GraphQLSyntaxErrorException syntax)
        {
            return new ReadDocument(null, [new GraphError(syntax.Description)
            {
                Code = "HC0014",
                Locations = [new GraphErrorLocation(syntax.Location.Line, syntax.Location.Column)],
            }]);
        }
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

        var visitors = new List<INodeVisitor> { new EnoughErrors(limits.MaxErrors), context.TypeInfo };
        foreach (var rule in Rules)
        {
            if (await rule.GetPreNodeVisitorAsync(context) is { } visitor)
            {
                visitors.Add(visitor);
            }
        }

        try
        {
            await new BasicVisitor(visitors).VisitAsync(document, new BasicVisitor.State(context));
        }
        catch (EnoughErrors.FoundException)
        {
            // The rest of the document is not looked at.
        }

        return context.HasErrors
            ? [.. context.Errors.Take(limits.MaxErrors).Select(Describe)]
            : new FieldMerging(limits, document).Errors();
    }

    private GraphError Describe(ValidationError error) => new(introspection.Suggests ? error.Message : WithoutSuggestion(error.Message))
    {
        Locations = [.. (error.Locations ?? []).Take(limits.MaxLocations).Select(location => new GraphErrorLocation(location.Line, location.Column))],
        Extensions = error.Number is { } number ? [new("specifiedBy", $"https://spec.graphql.org/October2021/#sec-{number}")] : [],
    };

    private static string WithoutSuggestion(string message) =>
        message.IndexOf(Suggestion, StringComparison.Ordinal) is >= 0 and var start ? message[..start] : message;

    // Both end a line; the parser fails to say where a fault is in a document that has returns alone.
    [GeneratedRegex("\\r(?!\\n)")]
    private static partial Regex LoneReturn();
}
