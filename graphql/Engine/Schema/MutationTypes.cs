using IndhCoops.GraphQL.Engine.Schema.Scalars;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// Builds the mutation type and what belongs to it, by HotChocolate's mutation conventions: one input, and a payload with the result or
/// typed errors.
/// </summary>
internal static class MutationTypes
{
    public const string AlreadyRecorded = "alreadyRecorded", Errors = "errors", Error = "Error";

    public static ObjectGraphType Mutation(GraphModel model, IReadOnlyList<Mutation> mutations)
    {
        var type = TypeNames.Object("Mutation", "What can be written. Each mutation needs a token and a role.");
        foreach (var mutation in mutations)
        {
            type.AddField(new MutationBinding(mutation, model.FindEntity(mutation.Result)!).Field(
                mutation.Name,
                $"{mutation.PayloadType}!",
                mutation.Description,
                TypeNames.Argument("input", $"{mutation.InputType}!", "What is written.")));
        }

        return type;
    }

    /// <summary>The types that it leads to.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model, Documentation documentation, IReadOnlyList<Mutation> mutations)
    {
        var error = AddMessage(TypeNames.Interface(Error, "Why something was refused."));
        yield return error;

        // Refusals of one name are one type, whichever enumeration they are of.
        var errors = new Dictionary<string, ObjectGraphType>();
        foreach (var refusal in mutations.SelectMany(mutation => mutation.Refusals).DistinctBy(refusal => refusal.ToString()))
        {
            var kind = refusal.ToString();
            var type = AddMessage(TypeNames.Object(Schema.Mutation.ErrorType(kind), documentation.EnumValue(refusal.GetType(), kind)));
            type.AddResolvedInterface(error);
            errors.Add(kind, type);
        }

        if (mutations.Any(mutation => mutation.Fields.Any(field => field.IsFile)))
        {
            yield return new UploadScalar();
        }

        foreach (var type in mutations.OfType<OutcomeMutation>().SelectMany(mutation => mutation.Outcome.All).DistinctBy(type => type.Type))
        {
            yield return Outcome(type, model, documentation);
        }

        foreach (var mutation in mutations)
        {
            yield return Input(mutation, model, documentation);
            yield return Payload(mutation);
            var union = new UnionGraphType
            {
                Name = mutation.ErrorUnion,
                Description = $"Why `{mutation.Name}` was refused.",
                ResolveType = _ => null,
            };
            foreach (var refusal in mutation.Refusals)
            {
                union.AddPossibleType(errors[refusal.ToString()]);
            }

            yield return union;
        }

        foreach (var type in errors.Values)
        {
            yield return type;
        }
    }

    private static InputObjectGraphType Input(Mutation mutation, GraphModel model, Documentation documentation)
    {
        var input = TypeNames.Input(mutation.InputType, documentation.Type(mutation.Input));
        foreach (var field in mutation.Fields)
        {
            var scalar = field.IsFile ? UploadScalar.TypeName
                : model.MaxNodes is not null && field.Type == typeof(Guid) ? ScalarType.GlobalIdName
                : ScalarType.Find(field.Type)!.Name;
            input.Add(field.Name, field.IsNullable ? scalar : $"{scalar}!", documentation.Property(mutation.Input, field.Member));
        }

        return input;
    }

    private static ObjectGraphType Payload(Mutation mutation)
    {
        if (mutation is OutcomeMutation outcome)
        {
            return TypeNames.Object(mutation.PayloadType, $"What became of `{mutation.Name}`: its outcome, or why it was refused.")
                .Add(outcome.OutcomeField, outcome.Outcome.Name, "The outcome; null where nothing could be looked at.")
                .Add(
                    Errors,
                    $"[{mutation.ErrorUnion}!]",
                    "Why nothing was taken, where that is no matter of single rows; null otherwise.");
        }

        var result = mutation.ResultField;
        return TypeNames.Object(mutation.PayloadType, $"What became of `{mutation.Name}`: the {result} itself, or why it was refused.")
            .Add(result, mutation.Result, $"The {result} as it is now; null where it was refused.")
            .Add(AlreadyRecorded, "Boolean!", "Whether it was so already, so that nothing was written now.")
            .Add(Errors, $"[{mutation.ErrorUnion}!]", "Why it was refused; null where it was not.");
    }

    private static ObjectGraphType Outcome(OutcomeObject described, GraphModel model, Documentation documentation)
    {
        var type = TypeNames.Object(described.Name, documentation.Type(described.Type));
        foreach (var member in described.Members)
        {
            var description = documentation.Property(described.Type, member.Property.Name);
            var fieldType = member.IsList ? $"[{member.TypeName}!]!" : member.IsNullable ? member.TypeName : $"{member.TypeName}!";
            if (member.Entity is { } entity)
            {
                type.AddField(new OutcomeRowBinding(model.FindEntity(entity)!).Field(member.Name, fieldType, description));
            }
            else
            {
                type.Add(member.Name, fieldType, description);
            }
        }

        return type;
    }

    private static T AddMessage<T>(T error)
        where T : IComplexGraphType =>
        error.Add("message", "String!", "The reason, for people.");
}
