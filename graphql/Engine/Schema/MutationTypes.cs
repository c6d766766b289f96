using IndhCoops.GraphQL.Engine.Schema.Scalars;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// Builds the mutation type and what belongs to it, by HotChocolate's mutation conventions: one input, and a payload with the result or
/// typed errors.
/// </summary>
internal static class MutationTypes
{
    public const string AlreadyRecorded = "alreadyRecorded", Errors = "errors";
    public const string Message = "message";
    public const string Error = "Error";

    public static ObjectGraphType Mutation(GraphModel model, IReadOnlyList<Mutation> mutations)
    {
        var type = TypeNames.Object("Mutation", "What can be written. Each mutation needs a token and a role.");
        foreach (var mutation in mutations)
        {
            type.AddField(new MutationBinding(mutation, model.FindEntity(mutation.Result)!).Field(
                mutation.Name,
                TypeNames.Required(mutation.PayloadType),
                mutation.Description,
                TypeNames.Argument("input", TypeNames.Required(mutation.InputType), "What is written.")));
        }

        return type;
    }

    /// <summary>The types that it leads to.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model, Documentation documentation, IReadOnlyList<Mutation> mutations)
    {
        var error = new InterfaceGraphType { Name = Error, Description = "Why something was refused.", ResolveType = _ => null };
        AddMessage(error);
        yield return error;

        // Refusals of one name are one type, whichever enumeration they are of.
        var errors = new Dictionary<string, ObjectGraphType>();
        foreach (var (kind, refusal) in mutations.SelectMany(mutation => mutation.Refusals).Select(refusal => (refusal.ToString(), refusal))
            .DistinctBy(pair => pair.Item1))
        {
            var type = TypeNames.Object(Schema.Mutation.ErrorType(kind), documentation.EnumValue(refusal.GetType(), kind));
            AddMessage(type);
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
            input.Add(
                field.Name,
                field.IsNullable ? TypeNames.Named(scalar) : TypeNames.Required(scalar),
                documentation.Property(mutation.Input, field.Member));
        }

        return input;
    }

    private static ObjectGraphType Payload(Mutation mutation)
    {
        var payload = new ObjectGraphType { Name = mutation.PayloadType };
        if (mutation is OutcomeMutation outcome)
        {
            payload.Description = $"What became of `{mutation.Name}`: its outcome, or why it was refused.";
            payload.Add(outcome.OutcomeField, TypeNames.Named(outcome.Outcome.Name), "The outcome; null where nothing could be looked at.");
            payload.Add(
                Errors,
                TypeNames.ListOfRequired(mutation.ErrorUnion),
                "Why nothing was taken, where that is no matter of single rows; null otherwise.");
            return payload;
        }

        var result = mutation.ResultField;
        payload.Description = $"What became of `{mutation.Name}`: the {result} itself, or why it was refused.";
        payload.Add(result, TypeNames.Named(mutation.Result), $"The {result} as it is now; null where it was refused.");
        payload.Add(AlreadyRecorded, TypeNames.Required("Boolean"), "Whether it was so already, so that nothing was written now.");
        payload.Add(Errors, TypeNames.ListOfRequired(mutation.ErrorUnion), "Why it was refused; null where it was not.");
        return payload;
    }

    private static ObjectGraphType Outcome(OutcomeObject described, GraphModel model, Documentation documentation)
    {
        var type = TypeNames.Object(described.Name, documentation.Type(described.Type));
        foreach (var member in described.Members)
        {
            var description = documentation.Property(described.Type, member.Property.Name);
            var fieldType = member.IsList ? TypeNames.RequiredListOfRequired(member.TypeName)
                : member.IsNullable ? TypeNames.Named(member.TypeName)
                : TypeNames.Required(member.TypeName);
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

    private static void AddMessage(IComplexGraphType error) => error.Add(Message, TypeNames.Required("String"), "The reason, for people.");
}
