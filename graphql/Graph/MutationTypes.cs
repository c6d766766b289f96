using GraphQL.Types;
using IndhCoops.Domain.Grants;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Builds the mutation type and what belongs to it, by HotChocolate's mutation conventions: one input, and a payload with the result or typed errors.</summary>
internal static class MutationTypes
{
    /// <summary>The fields of the payload.</summary>
    public const string Movement = "movement", AlreadyRecorded = "alreadyRecorded", Errors = "errors";

    /// <summary>The fields of an error.</summary>
    public const string Message = "message";

    /// <summary>The interface of all errors.</summary>
    public const string Error = "Error";

    /// <summary>The union of the errors of recording.</summary>
    public const string RecordError = "RecordMovementError";

    /// <summary>The payload of recording.</summary>
    public const string RecordPayload = "RecordMovementPayload";

    private const string RecordInput = "RecordMovementInput";

    /// <summary>The name of the type of a refusal.</summary>
    public static string ErrorType(MovementRefusal refusal) => $"{refusal}Error";

    /// <summary>The mutation type.</summary>
    public static ObjectGraphType Mutation(GraphModel model)
    {
        var movement = model.Entities.Single(entity => entity.Name == nameof(Domain.Grants.Movement));
        var mutation = new ObjectGraphType { Name = "Mutation", Description = "What can be written: movements of the ledger. It needs a token and a role." };
        mutation.AddField(new RecordMovementBinding(movement).On(new FieldType
        {
            Name = "recordMovement",
            Description = "Records a movement of a grant. The ledger takes it whole or refuses it; a movement is never edited or deleted, another one corrects it. Give a `reference`, so that it can be sent again.",
            ResolvedType = TypeNames.Required(RecordPayload),
            Arguments = new QueryArguments(new QueryArgument(TypeNames.Required(RecordInput)) { Name = "input", Description = "The movement." }),
        }));
        return mutation;
    }

    /// <summary>The types that it leads to.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model, Documentation documentation)
    {
        var movement = model.Entities.Single(entity => entity.Name == nameof(Domain.Grants.Movement));
        yield return Input(movement);

        var payload = new ObjectGraphType { Name = RecordPayload, Description = "What became of a movement: the movement itself, or why it was refused." };
        Add(payload, Movement, TypeNames.Named(movement.Name), "The movement, as the ledger holds it; null where it was refused.");
        Add(payload, AlreadyRecorded, TypeNames.Required("Boolean"), "Whether it had been recorded earlier, under the same reference.");
        Add(payload, Errors, TypeNames.ListOfRequired(RecordError), "Why it was refused; null where it was recorded.");
        yield return payload;

        var error = new InterfaceGraphType { Name = Error, Description = "Why something was refused.", ResolveType = _ => null };
        error.AddField(MessageField());
        yield return error;

        var union = new UnionGraphType { Name = RecordError, Description = "Why a movement was refused.", ResolveType = _ => null };
        foreach (var refusal in Enum.GetValues<MovementRefusal>())
        {
            var type = new ObjectGraphType { Name = ErrorType(refusal), Description = documentation.EnumValue(typeof(MovementRefusal), refusal.ToString()) };
            type.AddField(MessageField());
            type.AddResolvedInterface(error);
            union.AddPossibleType(type);
            yield return type;
        }

        yield return union;
    }

    private static InputObjectGraphType Input(EntityDescription movement)
    {
        var input = new InputObjectGraphType { Name = RecordInput, Description = "A movement to record." };
        Add("grantId", (ScalarMember)movement.FindMember("id")!, "The grant that it moves.");
        foreach (var name in (string[])["kind", "amount", "effectiveOn"])
        {
            var member = (ScalarMember)movement.FindMember(name)!;
            Add(name, member, member.Description);
        }

        input.AddField(new FieldType
        {
            Name = "reference",
            Description = "The number under which you know the movement, 1 to 100 characters, once per grant. Send it, and the same again where no answer comes: it is not recorded twice.",
            ResolvedType = TypeNames.Named("String"),
        });
        return input;

        void Add(string name, ScalarMember like, string? description) =>
            input.AddField(new FieldType { Name = name, Description = description, ResolvedType = TypeNames.Required(like.Scalar.Name) });
    }

    private static FieldType MessageField() => new() { Name = Message, Description = "The reason, for people.", ResolvedType = TypeNames.Required("String") };

    private static void Add(ObjectGraphType type, string name, IGraphType fieldType, string description) =>
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = fieldType });
}
