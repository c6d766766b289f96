using System.Reflection;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// A mutation by HotChocolate's conventions: one input, and a payload with the result or typed errors. Its input type is derived from a
/// record of the domain. What does it is the server's.
/// </summary>
/// <param name="Name">The field's name.</param>
/// <param name="Description">What it does, for clients.</param>
/// <param name="Input">The record that it takes.</param>
/// <param name="Result">The entity that it gives.</param>
/// <param name="Refusals">Why it may be refused.</param>
public abstract record Mutation(string Name, string Description, Type Input, string Result, IReadOnlyList<Enum> Refusals)
{
    /// <summary>The fields of the input, as the record declares them.</summary>
    public IReadOnlyList<MutationField> Fields { get; } = [.. Input.GetConstructors().Single().GetParameters().Select(MutationField.Of)];

    /// <summary>The name of the input type.</summary>
    public string InputType => $"{Pascal}Input";

    /// <summary>The name of the payload type.</summary>
    public string PayloadType => $"{Pascal}Payload";

    /// <summary>The name of the union of its errors.</summary>
    public string ErrorUnion => $"{Pascal}Error";

    /// <summary>The field of the payload that holds the result.</summary>
    public string ResultField => GraphNames.Field(Result);

    private string Pascal => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The name of the type of a refusal.</summary>
    public static string ErrorType(string kind) => $"{kind}Error";
}

/// <summary>A field of an input.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Member">Its name in the record.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsNullable">Whether it may be null or left out.</param>
/// <param name="Given">The type that tells null from what is left out; null where they are the same.</param>
public sealed record MutationField(string Name, string Member, Type Type, bool IsNullable, Type? Given)
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
