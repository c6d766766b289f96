using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Querying;

/// <summary>Coerces the variables of a request against the definitions of an operation.</summary>
internal sealed class VariableCoercion(ISchema schema)
{
    // More are never shown.
    private const int MaxErrors = 100;

    private readonly List<GraphError> _errors = [];
    private readonly VariableValues _values = new();

    /// <summary>The variables, or the errors that refuse the request.</summary>
    public static (VariableValues Values, IReadOnlyList<GraphError> Errors) Coerce(ISchema schema, GraphQLOperationDefinition operation, JsonElement variables)
    {
        if (operation.Variables is not { Count: > 0 } definitions)
        {
            return (VariableValues.None, []);
        }

        var coercion = new VariableCoercion(schema);

        // Looked up by name: both sides may be long.
        var given = new Dictionary<string, JsonElement>();
        foreach (var variable in variables.ValueKind == JsonValueKind.Object ? variables.EnumerateObject() : default)
        {
            given[variable.Name] = variable.Value;
        }

        foreach (var definition in definitions)
        {
            coercion.Add(definition, given);
        }

        return (coercion._values, coercion._errors);
    }

    private void Add(GraphQLVariableDefinition definition, Dictionary<string, JsonElement> given)
    {
        var name = definition.Variable.Name.StringValue;
        var type = definition.Type.GraphTypeFromType(schema)!;
        _values.Shaped("$").Shaped(name).Shaped(":");

        if (given.TryGetValue(name, out var json))
        {
            if (Coerce(type, json, name, name) is { } input)
            {
                _values.Add(name, input);
            }
        }
        else if (definition.DefaultValue is { } literal)
        {
            _values.Shaped("default");
            _values.Add(name, LiteralCoercion.Coerce(type, literal, VariableValues.None)!);
        }
        else if (type is NonNullGraphType)
        {
            Refuse("HC0018", $"Variable `{name}` is required.", name);
        }
        else
        {
            _values.Shaped("-");
        }
    }

    private Input? Coerce(IGraphType type, JsonElement json, string variable, string path)
    {
        if (type is NonNullGraphType nonNull)
        {
            if (json.ValueKind == JsonValueKind.Null)
            {
                return Refuse("HC0018", $"The value of `{path}` must not be null.", variable);
            }

            type = nonNull.ResolvedType!;
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            _values.Shaped("null");
            return NullInput.Instance;
        }

        return type switch
        {
            ListGraphType list => CoerceList(list.ResolvedType!, json, variable, path),
            IInputObjectGraphType input => CoerceObject(input, json, variable, path),
            ScalarGraphType scalar => CoerceScalar(scalar, json, variable, path),
            _ => Refuse("HC0016", $"Variable `{path}` is of a type that cannot be an input.", variable),
        };
    }

    private Input? CoerceScalar(ScalarGraphType scalar, JsonElement json, string variable, string path)
    {
        if (InputScalars.Read(scalar, json) is not { } value)
        {
            return Refuse("HC0016", $"Variable `{path}` got an invalid value: {Quote(json)} is not a value of type {scalar.Name}.", variable);
        }

        if (InputScalars.DecidesShape(scalar))
        {
            _values.Shaped(value is true ? "true" : value is false ? "false" : (string)value);
            return new ValueInput(ValueReference.Constant(value));
        }

        _values.Shaped("?");
        return new ValueInput(_values.AddSlot(value));
    }

    private Input? CoerceList(IGraphType elementType, JsonElement json, string variable, string path)
    {
        var elements = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : new[] { json };

        if (elementType.GetNamedType() is ScalarGraphType scalar && !InputScalars.DecidesShape(scalar))
        {
            return CoerceValueList(scalar, elementType is NonNullGraphType, elements, variable, path);
        }

        _values.Shaped("[");
        var items = new List<Input>(elements.Length);
        for (var i = 0; i < elements.Length && _errors.Count < MaxErrors; i++)
        {
            if (Coerce(elementType, elements[i], variable, $"{path}[{i}]") is { } item)
            {
                items.Add(item);
            }

            _values.Shaped(",");
        }

        _values.Shaped("]");
        return new ListInput(items);
    }

    private ValueListInput? CoerceValueList(ScalarGraphType scalar, bool isRequired, JsonElement[] elements, string variable, string path)
    {
        var values = new List<object>(elements.Length);
        var hasNull = false;
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].ValueKind == JsonValueKind.Null && !isRequired)
            {
                hasNull = true;
            }
            else if (InputScalars.Read(scalar, elements[i]) is { } value)
            {
                values.Add(value);
            }
            else
            {
                Refuse("HC0016", $"Variable `{path}[{i}]` got an invalid value: {Quote(elements[i])} is not a value of type {scalar.Name}.", variable);
                return null;
            }
        }

        _values.Shaped(hasNull ? "[?null]" : "[?]");
        return new ValueListInput(_values.AddSlot(values.ToArray()), hasNull);
    }

    private ObjectInput? CoerceObject(IInputObjectGraphType type, JsonElement json, string variable, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse("HC0016", $"Variable `{path}` got an invalid value: an object of type {type.Name} is expected.", variable);
            return null;
        }

        _values.Shaped("{");
        var fields = new List<KeyValuePair<string, Input>>();
        foreach (var property in json.EnumerateObject())
        {
            if (_errors.Count >= MaxErrors)
            {
                return null;
            }

            if (type.Fields.Find(property.Name) is not { } field)
            {
                Refuse("HC0016", $"Variable `{path}` got an invalid value: {type.Name} has no field `{Excerpt.Of(property.Name)}`.", variable);
                continue;
            }

            _values.Shaped(property.Name).Shaped(":");
            if (Coerce(field.ResolvedType!, property.Value, variable, $"{path}.{property.Name}") is { } input)
            {
                fields.Add(new(property.Name, input));
            }

            _values.Shaped(",");
        }

        foreach (var missing in type.Fields.Where(field => field.ResolvedType is NonNullGraphType && field.DefaultValue is null && !json.TryGetProperty(field.Name, out _)))
        {
            Refuse("HC0018", $"`{path}.{missing.Name}` must be given.", variable);
        }

        _values.Shaped("}");
        return new ObjectInput(fields);
    }

    private Input? Refuse(string code, string message, string variable)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new GraphError(message) { Code = code, Extensions = [new("variable", variable)] });
        }

        return null;
    }

    private static string Quote(JsonElement json)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        return Excerpt.Of(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 200)]), 40);
    }
}
