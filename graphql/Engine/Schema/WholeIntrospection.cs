using GraphQL.Introspection;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// Shows in introspection what the library answers but hides: every directive that the schema's text uses, and whether one may be repeated.
/// </summary>
internal sealed class WholeIntrospection : DefaultSchemaFilter
{
    public override Task<bool> AllowDirective(Directive directive) => Allowed;

    public override Task<bool> AllowField(IGraphType parent, IFieldType field) =>
        parent.Name == "__Directive" && field.Name == "isRepeatable" ? Allowed : base.AllowField(parent, field);
}
