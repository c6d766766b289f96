using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>Makes the record that a mutation takes, from the client's input.</summary>
internal static class MutationInput
{
    /// <summary>The record.</summary>
    /// <exception cref="GraphFieldException">A global id is none, or one of another entity.</exception>
    public static object Read(Mutation mutation, ObjectInput input, IReadOnlyList<object> slots)
    {
        var given = input.Fields.ToDictionary(field => field.Key, field => field.Value);
        return Activator.CreateInstance(
            mutation.Input,
            [.. mutation.Fields.Select(field => Read(field, given.GetValueOrDefault(field.Name), slots, mutation.Result))])!;
    }

    private static object? Read(MutationField field, Input? given, IReadOnlyList<object> slots, string result)
    {
        if (given is null)
        {
            return field.Given is null ? null : Activator.CreateInstance(field.Given);
        }

        var value = given is ValueInput scalar ? scalar.Value.Resolve(slots) : null;
        value = value is not string text ? value
            : field.Type.IsEnum ? EnumNames.Parse(field.Type, text)
            : field.Type == typeof(Guid) ? NodeIdErrors.Require(text, EntityOf(field, result), ScalarKind.Uuid)
            : text;
        return field.Given is null ? value : field.Given.GetMethod("op_Implicit")!.Invoke(null, [value]);
    }

    // `cooperativeId` is the id of a cooperative; any other id belongs to the entity that the mutation returns.
    private static string EntityOf(MutationField field, string result) =>
        field.Name.EndsWith("Id", StringComparison.Ordinal) ? char.ToUpperInvariant(field.Name[0]) + field.Name[1..^2] : result;
}
