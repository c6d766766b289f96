using GraphQL.Types;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the mutation type and what belongs to it, by HotChocolate's mutation conventions: one input, and a payload with the result or typed errors.</summary>
internal static class MutationTypes
{
    /// <summary>Fields of every payload.</summary>
    public const string AlreadyRecorded = "alreadyRecorded", Errors = "errors";

    /// <summary>The field of every error.</summary>
    public const string Message = "message";

    /// <summary>The interface of all errors.</summary>
    public const string Error = "Error";

    /// <summary>The mutation type; null where there are none.</summary>
    public static ObjectGraphType? Mutation(GraphModel model, IReadOnlyList<Mutation> mutations)
    {
        var type = new ObjectGraphType { Name = "Mutation", Description = "What can be written. Each mutation needs a token and a role." };
        foreach (var mutation in mutations)
        {
            type.AddField(new MutationBinding(mutation, model.Entities.Single(entity => entity.Name == mutation.Result)).On(new FieldType
            {
                Name = mutation.Name,
                Description = mutation.Description,
                ResolvedType = TypeNames.Required(mutation.PayloadType),
                Arguments = new QueryArguments(new QueryArgument(TypeNames.Required(mutation.InputType)) { Name = "input", Description = "What is written." }),
            }));
        }

        return type.Fields.Count == 0 ? null : type;
    }

    /// <summary>The types that it leads to.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model, Documentation documentation, IReadOnlyList<Mutation> mutations)
    {
        var error = new InterfaceGraphType { Name = Error, Description = "Why something was refused.", ResolveType = _ => null };
        error.AddField(MessageField());
        yield return error;

        // Refusals of one name are one type, whichever enumeration they are of.
        var errors = new Dictionary<string, ObjectGraphType>();
        foreach (var (kind, refusal) in mutations.SelectMany(mutation => mutation.Refusals).Select(refusal => (refusal.ToString(), refusal)).DistinctBy(pair => pair.Item1))
        {
            var type = new ObjectGraphType { Name = Schema.Mutation.ErrorType(kind), Description = documentation.EnumValue(refusal.GetType(), kind) };
            type.AddField(MessageField());
            type.AddResolvedInterface(error);
            errors.Add(kind, type);
        }

        foreach (var mutation in mutations)
        {
            yield return Input(mutation, model, documentation);
            yield return Payload(mutation);
            var union = new UnionGraphType { Name = mutation.ErrorUnion, Description = $"Why `{mutation.Name}` was refused.", ResolveType = _ => null };
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
        var input = new InputObjectGraphType { Name = mutation.InputType, Description = documentation.Type(mutation.Input) };
        foreach (var field in mutation.Fields)
        {
            var scalar = model.MaxNodes is not null && field.Type == typeof(Guid) ? ScalarType.GlobalIdName : ScalarType.Find(field.Type)!.Name;
            input.AddField(new FieldType
            {
                Name = field.Name,
                Description = documentation.Property(mutation.Input, field.Member),
                ResolvedType = field.IsNullable ? TypeNames.Named(scalar) : TypeNames.Required(scalar),
            });
        }

        return input;
    }

    private static ObjectGraphType Payload(Mutation mutation)
    {
        var result = mutation.ResultField;
        var payload = new ObjectGraphType { Name = mutation.PayloadType, Description = $"What became of `{mutation.Name}`: the {result} itself, or why it was refused." };
        Add(payload, result, TypeNames.Named(mutation.Result), $"The {result} as it is now; null where it was refused.");
        Add(payload, AlreadyRecorded, TypeNames.Required("Boolean"), "Whether it was so already, so that nothing was written now.");
        Add(payload, Errors, TypeNames.ListOfRequired(mutation.ErrorUnion), "Why it was refused; null where it was not.");
        return payload;
    }

    private static FieldType MessageField() => new() { Name = Message, Description = "The reason, for people.", ResolvedType = TypeNames.Required("String") };

    private static void Add(ObjectGraphType type, string name, IGraphType fieldType, string description) =>
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = fieldType });
}
