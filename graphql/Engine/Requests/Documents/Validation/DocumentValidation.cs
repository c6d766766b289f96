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
        var errors = new DocumentErrors(document, limits, suggestsNames);
        var index = new DocumentIndex(document);
        CheckOperations(index, errors);
        new DocumentWalk(schema, index, errors).Walk();
        new FieldMerging(schema, index, limits, errors).Check();
        FragmentRules.CheckUses(index, errors);
        new VariableRules(schema, index, errors).Check();
        return errors.All;
    }

    // What a document may be made of, and how its operations are named.
    private static void CheckOperations(DocumentIndex index, DocumentErrors errors)
    {
        var definitions = index.Document.Definitions;
        if (definitions.Count == 0)
        {
            errors.Add(RuleTexts.NoOperation(), null, index.Document);
        }

        if (definitions.Find(definition => definition is not (GraphQLOperationDefinition or GraphQLFragmentDefinition)) is { } other)
        {
            errors.Add(RuleTexts.TypeSystemDefinition(), null, other);
        }

        var names = new HashSet<string>();
        foreach (var operation in index.Operations.Where(operation => operation.Name is { } name && !names.Add(name.StringValue)))
        {
            errors.Add(RuleTexts.OperationNameNotUnique(operation.Name!.StringValue), null, operation);
        }

        if (index.Operations.Count > 1 && index.Operations.LastOrDefault(operation => operation.Name is null) is { } anonymous)
        {
            errors.Add(RuleTexts.AnonymousOperationNotAlone(index.Operations.Count), null, anonymous);
        }
    }
}
