using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.Exceptions;
using IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>Parses and validates documents. Variables play no part: what depends on their values is checked per request.</summary>
internal sealed partial class DocumentReader(GraphSchema schema, DocumentLimits limits, IntrospectionOptions introspection)
{
    public async ValueTask<ReadDocument> ReadAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            DocumentSurvey.Check(text.Length, limits.MaxLength, "characters");
            text = DocumentDescriptions.Blank(DocumentEscapes.Replace(LoneReturn().Replace(text, "\n")));
            var elements = DocumentSurvey.CheckTokens(text, limits, cancellationToken);
            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = limits.MaxDepth });
            await new DocumentSurvey(limits, cancellationToken).CheckAsync(document);
            new DocumentExpansion(schema, limits, introspection, document).Check();
            var errors = DocumentValidation.Validate(schema, document, limits, introspection.Suggests);
            return (errors.Count == 0 ? ReadDocument.Of(document, schema) : ReadDocument.Refused(errors)) with { InputElements = elements };
        }
        catch (DocumentRefusedException refused)
        {
            return ReadDocument.Refused(refused.Error);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return ReadDocument.Refused(
                new GraphError($"The document is nested deeper than the {limits.MaxDepth} levels that are allowed.", "HC0014"));
        }
        catch (GraphQLSyntaxErrorException syntax)
        {
            return ReadDocument.Refused(SyntaxFault.Of(syntax, text));
        }
    }

    // Both end a line; the parser fails to say where a fault is in a document that has returns alone.
    [GeneratedRegex("\\r(?!\\n)")]
    private static partial Regex LoneReturn();
}
