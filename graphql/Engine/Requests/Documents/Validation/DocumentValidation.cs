namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>
/// Applies the rules of the specification (section 5) to a document. Each definition is looked at once, as graphql-js does, so that an
/// error counts once however often its fragment is spread; what is said of it, and the place, is HotChocolate's.
/// </summary>
internal static class DocumentValidation
{
    /// <exception cref="DocumentRefusedException">There are too many fields to compare.</exception>
    public static IReadOnlyList<GraphError> Validate(ISchema schema, GraphQLDocument document, DocumentLimits limits, bool suggestsNames)
    {
        var errors = new DocumentErrors(document, limits);
        var index = new DocumentIndex(document);
        OperationRules.Check(index, errors);
        new DocumentWalk(schema, index, errors, new NameSuggestions(suggestsNames)).Walk();
        new FieldMerging(schema, index, limits, errors).Check();
        FragmentRules.CheckUses(index, errors);
        new VariableRules(schema, index, errors).Check();
        return errors.All;
    }
}
