using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>
/// The texts of HotChocolate 16 for documents that break a rule: messages, extensions and the sections of the
/// September 2025 edition that it names. Clients of HotChocolate read these; nothing else in the graph words a rule.
/// </summary>
internal static class RuleTexts
{
    private const int LongestValue = 200;

    public static RuleError NoOperation() => new(Rule.Document, "There are no operations in the GraphQL document.", null);

    public static RuleError TypeSystemDefinition() =>
        new(Rule.Document, "A document containing TypeSystemDefinition is invalid for execution.", "Executable-Definitions");

    public static RuleError OperationNameNotUnique(string name) =>
        new(Rule.Operations, $"The operation name `{name}` is not unique.", "Operation-Name-Uniqueness", ("operation", name));

    // The hyphen of "short-hand" is U+2010 there.
    public static RuleError AnonymousOperationNotAlone(int operations) => new(
        Rule.Operations,
        "GraphQL allows a short\u2010hand form for defining query operations when only that one operation exists in the document.",
        "Lone-Anonymous-Operation",
        ("operations", operations));

    public static RuleError OperationNotSupported(OperationType kind) =>
        new(Rule.Fields, $"This GraphQL schema does not support `{kind}` operations.", null);

    public static RuleError FieldDoesNotExist(GraphQLField field, IGraphType type, string suggestion) => new(
        Rule.Fields,
        $"The field `{field.Name.StringValue}` does not exist on the type `{type.Name}`.{suggestion}",
        "Field-Selections",
        ("type", type.Name),
        ("field", field.Name.StringValue),
        ("responseName", field.ResponseName));

    public static RuleError UnionHasNoFields(IGraphType type) => new(
        Rule.Fields,
        "A union type cannot declare a field directly. Use inline fragments or fragments instead.",
        "Field-Selections",
        ("type", type.Name));

    public static RuleError LeafHasNoSelection(GraphQLField field, IGraphType declaring, IGraphType type) => OfField(
        field, declaring, type, $"must not have a selection since type \"{type}\" has no subfields.", "Leaf-Field-Selections");

    public static RuleError ObjectNeedsSelection(GraphQLField field, IGraphType declaring, IGraphType type) => OfField(
        field,
        declaring,
        type,
        $"of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name.StringValue} {{ ... }}\"?",
        "Field-Selections");

    public static RuleError FieldsNotMergeable(FieldSelection a, FieldSelection b) => new(
        Rule.Fields,
        "Encountered fields for the same object that cannot be merged.",
        "Field-Selection-Merging",
        ("declaringTypeA", a.Parent?.Name),
        ("declaringTypeB", b.Parent?.Name),
        ("fieldA", a.Node.Name.StringValue),
        ("fieldB", b.Node.Name.StringValue),
        ("typeA", a.Type?.ToString()),
        ("typeB", b.Type?.ToString()),
        ("responseNameA", a.Node.ResponseName),
        ("responseNameB", b.Node.ResponseName));

    public static RuleError ArgumentDoesNotExist(string argument, ArgumentOwner owner, string suggestion) =>
        OfArgument(argument, owner, $"The argument `{argument}` does not exist.{suggestion}", "Argument-Names");

    public static RuleError ArgumentNotUnique(string argument, ArgumentOwner owner) => OfArgument(
        argument,
        owner,
        "More than one argument with the same name in an argument set is ambiguous and invalid.",
        "Argument-Uniqueness");

    public static RuleError ArgumentRequired(string argument, ArgumentOwner owner) =>
        OfArgument(argument, owner, $"The argument `{argument}` is required.", "Required-Arguments");

    public static RuleError FragmentNameNotUnique(string name) =>
        OfFragment(name, $"There are multiple fragments with the name `{name}`.", "Fragment-Name-Uniqueness");

    public static RuleError FragmentNotUsed(string name) =>
        OfFragment(name, $"The specified fragment `{name}` is not used within the current document.", "Fragments-Must-Be-Used");

    public static RuleError FragmentDoesNotExist(string name) =>
        OfFragment(name, $"The specified fragment `{name}` does not exist.", "Fragment-Spread-Target-Defined");

    public static RuleError FragmentCycle(string name) => OfFragment(
        name,
        "The graph of fragment spreads must not form any cycles including spreading itself. "
            + "Otherwise an operation could infinitely spread or infinitely execute on cycles in the underlying data.",
        "Fragment-Spreads-Must-Not-Form-Cycles");

    public static RuleError UnknownTypeCondition(string type, string? fragment, string suggestion) =>
        OfCondition(type, null, fragment, $"Unknown type `{type}`.{suggestion}", "Fragment-Spread-Type-Existence");

    public static RuleError FragmentOnLeaf(IGraphType type, string? fragment) => OfCondition(
        type.Name,
        null,
        fragment,
        "Fragments can only be declared on unions, interfaces, and objects.",
        "Fragments-on-Object-Interface-or-Union-Types");

    public static RuleError FragmentNotPossible(IGraphType condition, IGraphType parent, string? fragment) => OfCondition(
        condition.Name,
        parent,
        fragment,
        "The parent type does not match the type condition on the fragment.",
        "Fragment-Spread-Is-Possible");

    public static RuleError ArgumentValueNotCompatible(string argument, GraphQLValue value, IGraphType location) => OfValue(
        location,
        "The specified argument value does not match the argument type.",
        ("argument", argument),
        ("argumentValue", Text(value)));

    public static RuleError FieldValueNotCompatible(FieldType field, IGraphType location) => OfValue(
        location,
        $"The specified value type of field `{field.Name}` does not match the field type.",
        ("fieldName", field.Name),
        ("fieldType", field.ResolvedType!.ToString()));

    public static RuleError DefaultValueNotCompatible(GraphQLVariableDefinition variable, IGraphType location) => OfValue(
        location, $"The specified value type of variable `{variable.Name}` does not match the variable type.", Details(variable));

    public static RuleError InputFieldNotUnique(string field) =>
        OfInputField(field, $"There can be only one input field named `{field}`.", "Input-Object-Field-Uniqueness");

    public static RuleError InputFieldDoesNotExist(string field, string suggestion) =>
        OfInputField(field, $"The specified input object field `{field}` does not exist.{suggestion}", "Input-Object-Field-Names");

    public static RuleError InputFieldRequired(string field) =>
        OfInputField(field, $"`{field}` is a required field and cannot be null.", "Input-Object-Required-Fields");

    public static RuleError DirectiveNotSupported(string directive) =>
        new(Rule.Directives, $"The specified directive `{directive}` is not supported by the current schema.", "Directives-Are-Defined");

    public static RuleError DirectiveMisplaced() =>
        new(Rule.Directives, "The specified directive is not valid the current location.", "Directives-Are-in-Valid-Locations");

    public static RuleError DirectiveNotUnique() =>
        new(Rule.Directives, "Only one of each directive is allowed per location.", "Directives-Are-Unique-per-Location");

    public static RuleError VariableNotInputType(GraphQLVariableDefinition variable) => new(
        Rule.Variables, $"The type of variable `{variable.Name}` is not an input type.", "Variables-Are-Input-Types", Details(variable));

    public static RuleError VariableNotUnique(GraphQLVariableDefinition variable) => new(
        Rule.Variables,
        "A document containing operations that define more than one variable with the same name is invalid for execution.",
        "Variable-Uniqueness",
        Details(variable));

    public static RuleError VariablesNotUsed(IEnumerable<string> names) =>
        new(Rule.Variables, $"The following variables were not used: {string.Join(", ", names)}.", "All-Variables-Used");

    public static RuleError VariablesNotDeclared(IEnumerable<string> names) =>
        new(Rule.Variables, $"The following variables were not declared: {string.Join(", ", names)}.", "All-Variable-Uses-Defined");

    public static RuleError VariableNotCompatible(GraphQLVariableDefinition variable, IGraphType location) => new(
        Rule.Variables,
        $"The variable `{variable.Name}` is not compatible with the type of the current location.",
        "All-Variable-Usages-Are-Allowed",
        [.. Details(variable), ("locationType", location.ToString())]);

    private static RuleError OfField(GraphQLField field, IGraphType declaring, IGraphType type, string message, string section) => new(
        Rule.Fields,
        $"Field \"{field.Name.StringValue}\" {message}",
        section,
        ("declaringType", declaring.Name),
        ("field", field.Name.StringValue),
        ("type", type.ToString()),
        ("responseName", field.ResponseName));

    private static RuleError OfArgument(string argument, ArgumentOwner owner, string message, string section) =>
        new(Rule.Arguments, message, section, [.. owner.Details, ("argument", argument)]);

    private static RuleError OfFragment(string name, string message, string section) =>
        new(Rule.Fragments, message, section, ("fragment", name));

    private static RuleError OfCondition(string type, IGraphType? parent, string? fragment, string message, string section)
    {
        (string, object?)[] details = [("typeCondition", type), ("selectionSetType", parent?.Name), ("fragment", fragment)];
        return new(Rule.Fragments, message, section, [.. details.Where(detail => detail.Item2 is not null)]);
    }

    private static RuleError OfValue(IGraphType location, string message, params IReadOnlyList<(string, object?)> details) =>
        new(Rule.Values, message, "Values-of-Correct-Type", [.. details, ("locationType", location.ToString())]);

    private static RuleError OfInputField(string field, string message, string section) =>
        new(Rule.Values, message, section, ("field", field));

    private static IReadOnlyList<(string, object?)> Details(GraphQLVariableDefinition variable) =>
        [("variable", variable.Name), ("variableType", new SDLPrinter().Print(variable.Type))];

    // A value on one line, its beginning where it is long. A list of thousands is not printed to be thrown away.
    private static string Text(GraphQLValue value) =>
        value.Location.End - value.Location.Start > 50 * LongestValue ? "…" : Excerpt.Of(new SDLPrinter().Print(value), LongestValue);
}
