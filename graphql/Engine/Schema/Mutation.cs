using System.Reflection;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// A mutation by HotChocolate's conventions: one input, and a payload with the result or typed errors. Its input type is derived from a
/// record of the domain. What does it is the server's.
/// </summary>
internal abstract record Mutation(string Name, string Description, Type Input, string Result, IReadOnlyList<Enum> Refusals)
{
    public IReadOnlyList<MutationField> Fields { get; } = [.. Input.GetConstructors().Single().GetParameters().Select(MutationField.Of)];

    public string InputType => $"{GraphNames.Pascal(Name)}Input";

    public string PayloadType => $"{GraphNames.Pascal(Name)}Payload";

    public string ErrorUnion => $"{GraphNames.Pascal(Name)}Error";

    public string ResultField => GraphNames.Field(Result);

    public static string ErrorType(string kind) => $"{kind}Error";
}

/// <summary>A field of an input.</summary>
/// <param name="Given">The type that tells null from what is left out; null where they are the same.</param>
internal sealed record MutationField(string Name, string Member, Type Type, bool IsNullable, Type? Given)
{
    /// <summary>Whether it takes a file that comes with the request.</summary>
    public bool IsFile => Type == typeof(GraphFile);

    internal static MutationField Of(ParameterInfo parameter)
    {
        var (type, isOptional) = parameter.ParameterType is { IsGenericType: true } generic
            && generic.GetGenericTypeDefinition() == typeof(Given<>)
            ? (generic.GetGenericArguments()[0], true)
            : (parameter.ParameterType, false);
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = isOptional || underlying != type
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable);
        return new MutationField(
            GraphNames.Field(parameter.Name!), parameter.Name!, underlying, isNullable, isOptional ? parameter.ParameterType : null);
    }
}

/// <summary>A file that came with a request. It is there as long as the request is answered.</summary>
/// <param name="Content">Its bytes, which can be sought.</param>
internal sealed record GraphFile(string Name, long Length, Stream Content);

/// <summary>A mutation whose payload holds more than a row: an outcome, which is described by a record.</summary>
/// <param name="Result">The entity of the row that it leaves.</param>
/// <param name="OutcomeField">The field of the payload that holds the outcome.</param>
internal abstract record OutcomeMutation(
    string Name, string Description, Type Input, string Result, IReadOnlyList<Enum> Refusals, string OutcomeField, OutcomeObject Outcome)
    : Mutation(Name, Description, Input, Result, Refusals);
