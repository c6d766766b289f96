namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Walks through the fields of sort inputs.</summary>
internal static class SortFields
{
    /// <summary>Finds the members that an input names, with their directions, in its order.</summary>
    /// <param name="field">The field that the input is given for.</param>
    /// <param name="fieldOf">The input that has the field.</param>
    /// <param name="path">What their paths begin with.</param>
    /// <param name="type">What the input is of.</param>
    /// <param name="sortType">The name of the input of a type.</param>
    /// <param name="found">Takes each member: its column, its path, and whether it is descending.</param>
    /// <exception cref="GraphFieldException">Null stands for a direction, or a list stands where there can be none.</exception>
    public static void Walk(
        Input value,
        string field,
        string fieldOf,
        string path,
        EntityDescription type,
        Func<EntityDescription, string> sortType,
        Action<Column, string, bool> found,
        Route? route = null)
    {
        route ??= Route.Row;
        foreach (var (name, inner) in ((ObjectInput)NotNull(value, field, fieldOf, sortType(type))).Fields)
        {
            switch (type.FindMember(name))
            {
                case ScalarMember scalar:
                    found(Column.Of(route, scalar), $"{path}.{name}", IsDescending(inner, name, sortType(type)));
                    break;
                case ObjectMember part:
                    Walk(inner, name, sortType(type), $"{path}.{name}", part.Target, sortType, found, route.To(part));
                    break;
                case CollectionMember:
                    throw new GraphFieldException(
                        $"`order` names `{path}.{name}`, a list: groups sort by what they are grouped by, "
                            + "or by an aggregate of their own rows.");
            }
        }
    }

    /// <summary>Whether the direction that a field gives is the descending one.</summary>
    /// <exception cref="GraphFieldException">It is null.</exception>
    public static bool IsDescending(Input value, string field, string sortType) =>
        (string)((ValueInput)NotNull(value, field, sortType, SortInputs.Direction)).Value.Resolve([]) == SortInputs.Descending;

    /// <summary>The input, which must not be null.</summary>
    /// <exception cref="GraphFieldException">It is.</exception>
    public static Input NotNull(Input value, string field, string sortType, string fieldType) =>
        NullRefusal.Require(value, field, sortType, fieldType, "sortType");
}
