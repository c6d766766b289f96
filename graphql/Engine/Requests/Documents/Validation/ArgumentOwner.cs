namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The field or the directive whose arguments are looked at.</summary>
/// <param name="Arguments">The arguments that it has; null where the schema does not know it.</param>
/// <param name="Details">How an error names it.</param>
internal readonly record struct ArgumentOwner(QueryArguments? Arguments, IReadOnlyList<(string Name, object? Value)> Details)
{
    /// <summary>The schema does not know it, so its arguments cannot be wrong.</summary>
    public static ArgumentOwner Unknown => new(null, []);

    public static ArgumentOwner Of(FieldType field, IGraphType type) =>
        new(field.Arguments ?? [], [("type", type.Name), ("field", field.Name)]);

    public static ArgumentOwner Of(Directive directive) => new(directive.Arguments ?? [], [("directive", directive.Name)]);
}
