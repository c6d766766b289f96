using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Utilities;
using IndhCoops.GraphQL.Engine.Schema.Scalars;

namespace IndhCoops.GraphQL.Engine.Schema;

internal sealed class GraphSchema : global::GraphQL.Types.Schema
{
    // What the library leaves without a word: the scalars of GraphQL itself.
    private static readonly Dictionary<string, string> ScalarDescriptions = new()
    {
        ["Boolean"] = "True or false.",
        ["Float"] = "A number with a fraction, as a double-precision floating-point number.",
        ["ID"] = "What identifies something; not meant to be read by people.",
        ["Int"] = "A whole number of 32 bits with a sign.",
        ["String"] = "Text, as a sequence of Unicode characters.",
    };

    public GraphSchema(GraphModel model, Documentation documentation, PagingOptions paging, IEnumerable<Mutation>? mutations = null)
    {
        // Parts of the specification that the library leaves to be asked for. Tools ask for them, and get no schema at all where one is
        // missing.
        Features.RepeatableDirectives = true;
        Features.DeprecationOfInputValues = true;
        Filter = new WholeIntrospection();

        Directives.Register(
            new Directive("specifiedBy", DirectiveLocation.Scalar)
            {
                Description = "Says where the behaviour of a scalar is specified.",
                Arguments = new QueryArguments(TypeNames.Argument("url", "String!", "The page that specifies it.")),
            },
            new Directive("oneOf", DirectiveLocation.InputObject)
            {
                Description = "Says that exactly one field of an input must be given.",
            });
        CostDirectives.Declare(Directives);

        foreach (var scalar in ContractScalar.All())
        {
            scalar.ApplyDirective("specifiedBy", "url", scalar.SpecifiedBy.AbsoluteUri);
            RegisterType(scalar);
        }

        if (model.MaxNodes is not null)
        {
            RegisterType(new IdScalar());
        }

        this.RegisterTypes(typeof(IntGraphType), typeof(StringGraphType), typeof(BooleanGraphType));
        this.RegisterTypes([.. EnumTypes(model, documentation)]);
        if (model.Search is { } search)
        {
            RegisterType(SearchTypes.Kinds(search));
        }

        var output = new OutputTypes(model, paging);
        Query = output.Query();
        this.RegisterTypes(
        [
            .. output.Objects(),
            .. output.Connections(),
            .. AggregateTypes.Build(model),
            .. GroupTypes.Build(model),
            .. PerCapitaTypes.Build(model),
            .. new FilterInputs(model).Build(),
            .. SortInputs.Build(model),
            .. GroupInputs.Build(model),
            .. ListAggregateInputs.Build(model),
        ]);
        var written = mutations?.Where(mutation => model.FindEntity(mutation.Result) is not null).ToList() ?? [];
        if (written.Count > 0)
        {
            Mutation = MutationTypes.Mutation(model, written);
            this.RegisterTypes([.. MutationTypes.Build(model, documentation, written)]);
        }

        var costs = new SchemaCosts(model, paging);
        foreach (var type in AdditionalTypeInstances.Append<IGraphType?>(Query).Append(Mutation))
        {
            costs.Weigh(type);
        }

        Initialize();
    }

    /// <summary>Gives introspection the parts of the specification that the library has not.</summary>
    protected override void OnBeforeInitializeType(IGraphType graphType)
    {
        switch (graphType)
        {
            case ScalarGraphType { Name: { } name } scalar when ScalarDescriptions.TryGetValue(name, out var description):
                scalar.Description = description;
                break;

            case IObjectGraphType { Name: "__Type" } type:
                type.AddField(new FieldType
                {
                    Name = "specifiedByURL",
                    Description = "The page that specifies a scalar; null for any other type, and for scalars of GraphQL itself.",
                    Type = typeof(StringGraphType),
                    Resolver = new FuncFieldResolver<string>(context => (context.Source as ContractScalar)?.SpecifiedBy.AbsoluteUri),
                });
                break;

            case IObjectGraphType { Name: "__Directive" } directive:
                // No argument of a directive is deprecated, so that nothing follows from it.
                directive.Fields.Find("args")!.Arguments = new QueryArguments(
                    new QueryArgument<BooleanGraphType> { Name = "includeDeprecated", DefaultValue = false });
                break;
        }

        base.OnBeforeInitializeType(graphType);
    }

    /// <summary>The schema in the schema definition language, in the order in which it is declared.</summary>
    public string ToSdl() => this.Print(new PrintOptions { StringComparison = null });

    // The database holds the graph's names, so a value needs no translation on its way in or out.
    private static IEnumerable<IGraphType> EnumTypes(GraphModel model, Documentation documentation) => model.Types
        .SelectMany(entity => entity.Members.OfType<ScalarMember>())
        .Select(member => member.Scalar.Enum)
        .OfType<Type>()
        .Distinct()
        .Select(type => TypeNames.Enum(
            type.Name,
            documentation.Type(type),
            Enum.GetNames(type).Select(name => (EnumNames.Of(name), documentation.EnumValue(type, name)))));
}
