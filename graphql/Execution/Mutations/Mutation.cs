using System.Reflection;
using IndhCoops.Domain;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Persistence.Mapping;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Graph.Nodes;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Mutations;

/// <summary>
/// A mutation by HotChocolate's conventions: one input, and a payload with what it gives or typed errors. Its input type is derived from a record.
/// </summary>
/// <param name="Name">The field's name.</param>
/// <param name="Description">What it does, for clients.</param>
/// <param name="Input">The record that it takes.</param>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="Right">What whoever sends it must be allowed.</param>
/// <param name="Refusals">Why it may be refused.</param>
internal abstract record Mutation(string Name, string Description, Type Input, string Result, WriteRight Right, IReadOnlyList<Enum> Refusals)
{
    /// <summary>The fields of the input, as the record declares them.</summary>
    public IReadOnlyList<MutationField> Fields { get; } = [.. Input.GetConstructors().Single().GetParameters().Select(Field)];

    private string Pascal => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string InputType => $"{Pascal}Input";

    public string PayloadType => $"{Pascal}Payload";

    public string ErrorUnion => $"{Pascal}Error";

    /// <summary>The row that it leaves, as a field's name.</summary>
    public string ResultField => GraphNames.Field(Result);

    /// <summary>The name of the type of a refusal.</summary>
    public static string ErrorType(string kind) => $"{kind}Error";

    /// <summary>A mutation of one input record, which gives a row.</summary>
    public static Mutation Of<TInput>(
        string name,
        string result,
        WriteRight right,
        IReadOnlyList<Enum> refusals,
        string description,
        Func<MutationServices, TInput, ChangeOrigin, CancellationToken, Task<Entered>> run) =>
        new RowMutation(name, description, typeof(TInput), result, right, refusals, (services, input, origin, cancellation) => run(services, (TInput)input, origin, cancellation));

    /// <summary>The record that an input gives.</summary>
    public object Read(ObjectInput input, IReadOnlyList<object> slots)
    {
        var given = input.Fields.ToDictionary(field => field.Key, field => field.Value);
        var values = Fields.Select(field => field.Read(given.GetValueOrDefault(field.Name), slots, Result)).ToArray();
        return Activator.CreateInstance(Input, values)!;
    }

    private static MutationField Field(ParameterInfo parameter)
    {
        var (type, isOptional) = parameter.ParameterType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(Given<>)
            ? (generic.GetGenericArguments()[0], true)
            : (parameter.ParameterType, false);
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = isOptional || underlying != type
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable);
        return new MutationField(GraphNames.Field(parameter.Name!), parameter.Name!, underlying, isNullable, isOptional ? parameter.ParameterType : null);
    }
}

/// <summary>A mutation whose payload holds the row that it wrote.</summary>
internal sealed record RowMutation(
    string Name,
    string Description,
    Type Input,
    string Result,
    WriteRight Right,
    IReadOnlyList<Enum> Refusals,
    Func<MutationServices, object, ChangeOrigin, CancellationToken, Task<Entered>> RunAsync) : Mutation(Name, Description, Input, Result, Right, Refusals);

/// <summary>A mutation whose payload holds more than a row: an outcome, in the payload's field <c>OutcomeField</c>.</summary>
internal sealed record OutcomeMutation(
    string Name,
    string Description,
    Type Input,
    string Result,
    WriteRight Right,
    IReadOnlyList<Enum> Refusals,
    string OutcomeField,
    OutcomeObject Outcome,
    Func<MutationServices, object, ChangeOrigin, CancellationToken, Task<MutationOutcome>> RunAsync) : Mutation(Name, Description, Input, Result, Right, Refusals);

/// <summary>What became of a mutation that gives an outcome.</summary>
/// <param name="Value">The outcome.</param>
/// <param name="RowId">The row that was written; null where nothing was.</param>
/// <param name="Refusals">Why nothing was taken.</param>
internal sealed record MutationOutcome(object Value, Guid? RowId, IReadOnlyList<RefusedException> Refusals);

/// <summary>A field of an input.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Member">Its name in the record.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsNullable">Whether it may be null or left out.</param>
/// <param name="Given">The type that tells null from what is left out; null where they are the same.</param>
internal sealed record MutationField(string Name, string Member, Type Type, bool IsNullable, Type? Given)
{
    /// <summary>Whether it takes a file that comes with the request.</summary>
    public bool IsFile => Type == typeof(GraphFile);

    /// <summary>The value for the record; <paramref name="result"/> is the entity that the mutation gives.</summary>
    /// <exception cref="GraphFieldException">A global id is none, or one of another entity.</exception>
    public object? Read(Input? given, IReadOnlyList<object> slots, string result)
    {
        if (given is null)
        {
            return Given is null ? null : Activator.CreateInstance(Given);
        }

        var value = given is ValueInput scalar ? scalar.Value.Resolve(slots) : null;
        value = value is not string text ? value
            : Type.IsEnum ? EnumNames.Parse(Type, text)
            : Type == typeof(Guid) ? GlobalId.Require(text, EntityOf(result), ScalarKind.Uuid)
            : text;
        return Given is null ? value : Given.GetMethod("op_Implicit")!.Invoke(null, [value]);
    }

    // `cooperativeId` is a cooperative's; any other id is of what the mutation gives.
    private string EntityOf(string result) => Name.EndsWith("Id", StringComparison.Ordinal) ? char.ToUpperInvariant(Name[0]) + Name[1..^2] : result;
}
