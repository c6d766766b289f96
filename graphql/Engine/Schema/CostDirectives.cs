using GraphQL;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>How long a list is taken to be.</summary>
/// <param name="AssumedSize">Where nothing else says; no list is longer.</param>
/// <param name="SlicingArguments">The arguments that give its length.</param>
/// <param name="DefaultValue">Its length where none of them is given; null for the assumed size.</param>
/// <param name="SizedFields">The fields below that are the list; empty where the field itself is.</param>
internal sealed record ListSize(
    int AssumedSize, IReadOnlyList<string> SlicingArguments, int? DefaultValue, IReadOnlyList<string> SizedFields);

/// <summary>The directives <c>@cost</c> and <c>@listSize</c>: what the schema says about weights is what is charged.</summary>
internal static class CostDirectives
{
    private const string Cost = "cost";
    private const string Weight = "weight";
    private const string Size = "listSize";

    public static void Declare(SchemaDirectives directives) => directives.Register(
        new Directive(
            Cost,
            DirectiveLocation.Scalar,
            DirectiveLocation.Object,
            DirectiveLocation.FieldDefinition,
            DirectiveLocation.ArgumentDefinition,
            DirectiveLocation.Enum,
            DirectiveLocation.InputFieldDefinition)
        {
            Description = "Says what something adds to the cost of an operation, each time that it appears or may appear.",
            Arguments = new QueryArguments(TypeNames.Argument(Weight, "String!", "The weight, a number.")),
        },
        new Directive(Size, DirectiveLocation.FieldDefinition)
        {
            Description = "Says how long a list is taken to be when the cost of an operation is computed.",
            Arguments = new QueryArguments(
                TypeNames.Argument("assumedSize", "Int", "The length where nothing else gives it."),
                TypeNames.Argument("slicingArguments", "[String!]", "The arguments that give the length; the greatest counts."),
                TypeNames.Argument("slicingArgumentDefaultValue", "Int", "The length where none of these arguments is given."),
                TypeNames.Argument("sizedFields", "[String!]", "The fields of the object that are the list."),
                new QueryArgument<BooleanGraphType>
                {
                    Name = "requireOneSlicingArgument",
                    Description = "Whether exactly one of these arguments must be given.",
                    DefaultValue = true,
                }),
        });

    public static void Weigh(IMetadataWriter target, double weight) =>
        target.ApplyDirective(Cost, Weight, weight.ToString(CultureInfo.InvariantCulture));

    public static void Limit(FieldType field, ListSize size) => field.ApplyDirective(Size, directive =>
    {
        var isSliced = size.SlicingArguments.Count > 0;
        Add(true, "assumedSize", size.AssumedSize);
        Add(isSliced, "slicingArguments", size.SlicingArguments);
        Add(isSliced, "slicingArgumentDefaultValue", size.DefaultValue);
        Add(size.SizedFields.Count > 0, "sizedFields", size.SizedFields);
        Add(isSliced, "requireOneSlicingArgument", false);

        void Add(bool isSaid, string name, object? value)
        {
            if (isSaid)
            {
                directive.AddArgument(new DirectiveArgument(name) { Value = value });
            }
        }
    });

    /// <summary>The weight that the schema gives something; null where it gives none.</summary>
    public static double? WeightOf(IMetadataReader source) =>
        source.FindAppliedDirective(Cost)?.FindArgument(Weight)?.Value is string weight
            ? double.Parse(weight, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The length that the schema gives a field's list; null where it gives none.</summary>
    public static ListSize? SizeOf(FieldType field)
    {
        var directive = field.FindAppliedDirective(Size);
        return directive is null
            ? null
            : new ListSize(
                (int)Value("assumedSize")!, Names("slicingArguments"), (int?)Value("slicingArgumentDefaultValue"), Names("sizedFields"));

        object? Value(string argument) => directive?.FindArgument(argument)?.Value;

        IReadOnlyList<string> Names(string argument) => Value(argument) as IReadOnlyList<string> ?? [];
    }
}
