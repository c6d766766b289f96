namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>What a document may be made of, and how its operations are named.</summary>
internal static class OperationRules
{
    public static void Check(DocumentIndex index, DocumentErrors errors)
    {
        if (index.Document.Definitions.Count == 0)
        {
            errors.Add(RuleTexts.NoOperation(), null, index.Document);
        }

        if (index.Document.Definitions.FirstOrDefault(definition => definition is not (GraphQLOperationDefinition or GraphQLFragmentDefinition)) is { } other)
        {
            errors.Add(RuleTexts.TypeSystemDefinition(), null, other);
        }

        var names = new HashSet<string>();
        foreach (var operation in index.Operations)
        {
            if (operation.Name?.StringValue is { } name && !names.Add(name))
            {
                errors.Add(RuleTexts.OperationNameNotUnique(name), null, operation);
            }
        }

        if (index.Operations.Count > 1 && index.Operations.LastOrDefault(operation => operation.Name is null) is { } anonymous)
        {
            errors.Add(RuleTexts.AnonymousOperationNotAlone(index.Operations.Count), null, anonymous);
        }
    }
}
