using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Refuses null where HotChocolate's filters and sort keys take none.</summary>
internal static class NullRefusal
{
    /// <summary>The input, which must not be null.</summary>
    /// <param name="field">The field of the filter that it is given for.</param>
    public static Input Require(Input value, string field, string filterType, string fieldType) =>
        value is NullInput ? throw OfFilter(field, filterType, fieldType) : value;

    /// <summary>Null for a field of a filter.</summary>
    public static GraphFieldException OfFilter(string field, string filterType, string fieldType) =>
        Of(field, "filterType", filterType, fieldType);

    /// <summary>Null for a sort key.</summary>
    public static GraphFieldException OfSort(string field, string sortType, string fieldType) => Of(field, "sortType", sortType, fieldType);

    private static GraphFieldException Of(string field, string kind, string type, string fieldType) => new(
        new GraphError($"The provided value for filter `{field}` of type {type} is invalid. Null values are not supported.")
        {
            Code = "HC0026",
            Extensions = [new("expectedType", $"{fieldType}!"), new(kind, type)],
        });
}
