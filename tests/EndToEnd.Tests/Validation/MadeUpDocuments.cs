using System.Text;
using GraphQL;
using GraphQL.Types;

namespace IndhCoops.EndToEnd.Tests.Validation;

/// <summary>Makes up sound documents over a schema: fields, arguments, variables, fragments and directives, by chance.</summary>
internal sealed class MadeUpDocuments(ISchema schema, Random random)
{
    private const int Deepest = 5;

    private readonly List<string> _variables = [];
    private readonly List<string> _fragments = [];
    private int _names;

    /// <summary>A document.</summary>
    public string Next()
    {
        _fragments.Clear();
        var text = new StringBuilder();
        var operations = Chance(0.1) ? 2 : 1;
        for (var i = 0; i < operations; i++)
        {
            _variables.Clear();
            var isMutation = Chance(0.1);
            var selection = Selection(isMutation ? schema.Mutation! : schema.Query, 1);
            var name = operations > 1 || Chance(0.5) ? $" Q{_names++}" : "";
            var head = $"{(isMutation ? "mutation" : "query")}{name}{(_variables.Count > 0 ? $"({string.Join(", ", _variables)})" : "")} ";
            text.Append(!isMutation && name == "" && _variables.Count == 0 && Chance(0.5) ? "" : head).AppendLine(selection);

            // A fragment that uses variables belongs to the operation that declares them.
            text.AppendJoin(Environment.NewLine, _fragments).AppendLine();
            _fragments.Clear();
        }

        return text.ToString();
    }

    private string Selection(IGraphType type, int depth)
    {
        var parts = new List<string>();
        var fields = (type as IComplexGraphType)?.Fields.ToList() ?? [];
        var count = random.Next(1, depth > 2 ? 4 : 3);
        for (var i = 0; i < count; i++)
        {
            if (fields.Count == 0 || Chance(0.05))
            {
                parts.Add("__typename");
            }
            else if (depth > 1 && Chance(0.1))
            {
                parts.Add($"...{(Chance(0.7) ? $" on {type.Name}" : "")}{Directives()} {Selection(type, depth + 1)}");
            }
            else if (Chance(0.1) && depth < Deepest)
            {
                var name = $"F{_names++}";
                _fragments.Add($"fragment {name} on {type.Name} {Selection(type, depth + 1)}");
                parts.Add($"...{name}");
            }
            else if (Field(fields[random.Next(fields.Count)], depth) is { } field)
            {
                parts.Add(field);
            }
        }

        foreach (var possible in (IEnumerable<IObjectGraphType>?)(type as IAbstractGraphType)?.PossibleTypes ?? [])
        {
            if (Chance(0.4))
            {
                parts.Add($"... on {possible.Name} {Selection(possible, depth + 1)}");
            }
        }

        return $"{{ {string.Join(Chance(0.2) ? "\n  " : " ", parts.DefaultIfEmpty("__typename"))} }}";
    }

    private string? Field(FieldType field, int depth)
    {
        var type = field.ResolvedType!.GetNamedType();
        var isLeaf = type is ScalarGraphType;
        if (!isLeaf && depth >= Deepest)
        {
            return null;
        }

        var arguments = (field.Arguments ?? []).Where(argument => argument.ResolvedType is NonNullGraphType || Chance(0.3))
            .Select(argument => $"{argument.Name}: {Value(argument.ResolvedType!, 1)}").ToList();

        // What has arguments has a name of its own, so that it need not be merged.
        var name = arguments.Count > 0 ? $"a{_names++}: " : "";
        var given = arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "";
        return $"{name}{field.Name}{given}{Directives()}{(isLeaf ? "" : $" {Selection(type, depth + 1)}")}";
    }

    private string Directives() =>
        Chance(0.05) ? $" @{(Chance(0.5) ? "skip" : "include")}(if: {Value(new NonNullGraphType(schema.AllTypes["Boolean"]!), 1)})" : "";

    private string Value(IGraphType type, int depth) => Chance(0.25) ? Variable(type) : Literal(type, depth);

    private string Variable(IGraphType type)
    {
        var name = $"$v{_names++}";
        var nullable = type is NonNullGraphType required ? required.ResolvedType! : type;
        var isRequired = type is NonNullGraphType || Chance(0.3);
        var hasDefault = Chance(0.2);
        _variables.Add(
            $"{name}: {nullable}{(isRequired && !hasDefault ? "!" : "")}"
                + $"{(hasDefault ? $" = {Constant(new NonNullGraphType(nullable))}" : "")}");
        return name;
    }

    private string Constant(IGraphType type)
    {
        var known = _variables.Count;
        string value;
        do
        {
            _variables.RemoveRange(known, _variables.Count - known);
            value = Literal(type, 2);
        }
        while (value.Contains('$', StringComparison.Ordinal));
        return value;
    }

    private string Literal(IGraphType type, int depth)
    {
        switch (type)
        {
            case NonNullGraphType required:
                return Literal(required.ResolvedType!, depth);
            case var _ when Chance(0.05) && depth > 1:
                return Values.Of(schema, type, random);
            case ListGraphType list:
                return Chance(0.2) && list.ResolvedType is NonNullGraphType
                    ? Literal(list.ResolvedType, depth)
                    : $"[{string.Join(", ", Enumerable.Range(0, random.Next(0, 3)).Select(_ => Value(list.ResolvedType!, depth + 1)))}]";
            case IInputObjectGraphType input:
                var fields = input.Fields.Where(
                    field => field.ResolvedType is NonNullGraphType || (depth < 4 && Chance(2.0 / input.Fields.Count)))
                    .Select(field => $"{field.Name}: {Value(field.ResolvedType!, depth + 1)}");
                return $"{{ {string.Join(", ", fields)} }}";
            default:
                return Values.Of(schema, type, random);
        }
    }

    private bool Chance(double probability) => random.NextDouble() < probability;
}
