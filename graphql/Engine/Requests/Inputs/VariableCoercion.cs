using System.Runtime.InteropServices;
using System.Text.Json;
using GraphQL;
using IndhCoops.GraphQL.Engine.Schema.Scalars;

namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>Coerces the variables of a request against the definitions of an operation.</summary>
internal sealed class VariableCoercion(ISchema schema, GraphQLDocument document, IReadOnlyDictionary<string, GraphFile>? files)
{
    // More are never shown.
    private const int MaxErrors = 100;

    // Names are searched for one by one where there are few.
    private const int FewVariables = 8;

    private List<GraphError>? _errors;
    private readonly VariableValues _values = new();
    private GraphQLVariableDefinition? _definition;

    private bool IsFull => _errors?.Count >= MaxErrors;

    /// <summary>The variables, or the errors that refuse the request.</summary>
    public static (VariableValues Values, IReadOnlyList<GraphError> Errors) Coerce(
        ISchema schema,
        GraphQLDocument document,
        IReadOnlyList<OperationVariable> definitions,
        JsonElement variables,
        IReadOnlyDictionary<string, GraphFile>? files = null)
    {
        if (definitions.Count == 0)
        {
            return (VariableValues.None, []);
        }

        var coercion = new VariableCoercion(schema, document, files);
        var given = definitions.Count > FewVariables ? ByName(variables) : null;
        for (var i = 0; i < definitions.Count; i++)
        {
            var name = definitions[i].Name;
            JsonElement json = default;
            var isGiven = given?.TryGetValue(name, out json)
                ?? (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out json));
            coercion.Add(definitions[i], isGiven ? json : null);
        }

        return (coercion._values, (IReadOnlyList<GraphError>?)coercion._errors ?? []);
    }

    private static Dictionary<string, JsonElement> ByName(JsonElement variables)
    {
        var given = new Dictionary<string, JsonElement>();
        foreach (var variable in variables.ValueKind == JsonValueKind.Object ? variables.EnumerateObject() : default)
        {
            given[variable.Name] = variable.Value;
        }

        return given;
    }

    private void Add(OperationVariable variable, JsonElement? given)
    {
        var (name, type, definition) = variable;
        _definition = definition;
        _values.Shaped("$").Shaped(name).Shaped(":");

        if (given is { } json)
        {
            if (Coerce(type, json, new FieldPath(null, name)) is { } input)
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
            (_errors ??= []).Add(new GraphError($"Variable `{name}` is required.", "HC0018", ("variable", name))
            {
                Locations = [DocumentPlace.Of(document, definition)],
            });
        }
        else
        {
            _values.Shaped("-");
        }
    }

    private Input? Coerce(IGraphType type, JsonElement json, FieldPath path, string? coordinate = null)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            if (type is NonNullGraphType)
            {
                return RefuseNull(path, coordinate);
            }

            _values.Shaped("null");
            return NullInput.Instance;
        }

        return type switch
        {
            NonNullGraphType required => Coerce(required.ResolvedType!, json, path),
            ListGraphType list => CoerceList(list.ResolvedType!, json, path),
            IInputObjectGraphType input => CoerceObject(input, json, path),
            ScalarGraphType scalar => CoerceScalar(scalar, json, path),
            _ => throw new InvalidOperationException($"'{type}' is not an input type."),
        };
    }

    private Input? CoerceScalar(ScalarGraphType scalar, JsonElement json, FieldPath path)
    {
        if (scalar is UploadScalar)
        {
            return CoerceFile(json, path);
        }

        if (InputScalars.Read(scalar, json) is not { } value)
        {
            return RefuseValue(scalar, json, path);
        }

        if (InputScalars.DecidesShape(scalar))
        {
            _values.Shaped(value switch { true => "true", false => "false", _ => (string)value });
            return new ValueInput(ValueReference.Constant(value));
        }

        _values.Shaped("?");
        ShapeIds(scalar, [value]);
        return new ValueInput(_values.AddSlot(value));
    }

    private Input? CoerceFile(JsonElement json, FieldPath path)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return Refuse("HC0016", $"Cannot coerce the json value of kind `{json.ValueKind}` to a file.", path);
        }

        if (files?.GetValueOrDefault(json.GetString()!) is not { } file)
        {
            return Refuse(
                "HC0016",
                $"The specified file `{Excerpt.Of(json.GetString()!)}` could not be found. A file comes as a part of a multipart request, "
                    + "and its variable is null.",
                path);
        }

        _values.Shaped("?");
        return new ValueInput(_values.AddSlot(file));
    }

    private Input? CoerceList(IGraphType elementType, JsonElement json, FieldPath path)
    {
        var elements = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : new[] { json };

        if (elementType.GetNamedType() is ScalarGraphType scalar and not UploadScalar && !InputScalars.DecidesShape(scalar))
        {
            return CoerceValueList(scalar, elementType is NonNullGraphType, elements, path);
        }

        _values.Shaped("[");
        var items = new List<Input>(elements.Length);
        for (var i = 0; i < elements.Length && !IsFull; i++)
        {
            if (Coerce(elementType, elements[i], path.To(i)) is { } item)
            {
                items.Add(item);
            }

            _values.Shaped(",");
        }

        _values.Shaped("]");
        return new ListInput(items);
    }

    private Input? CoerceValueList(ScalarGraphType scalar, bool isRequired, JsonElement[] elements, FieldPath path)
    {
        var values = new List<object>(elements.Length);
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].ValueKind != JsonValueKind.Null)
            {
                if (InputScalars.Read(scalar, elements[i]) is not { } value)
                {
                    return RefuseValue(scalar, elements[i], path.To(i));
                }

                values.Add(value);
            }
            else if (isRequired)
            {
                return RefuseNull(path.To(i), null);
            }
        }

        var hasNull = values.Count < elements.Length;
        _values.Shaped(hasNull ? "[?null]" : "[?]");
        ShapeIds(scalar, values);
        return new ValueListInput(_values.AddSlot(values.ToArray()), hasNull);
    }

    // A plan depends on the entities whose rows it reads, never on their keys. A name that is no type's is not kept: clients may make up
    // any number.
    private void ShapeIds(ScalarGraphType scalar, IEnumerable<object> values)
    {
        if (scalar is IdScalar)
        {
            var entities = values.Select(id => GlobalId.EntityOf((string)id)).Distinct();
            foreach (var entity in entities.Where(name => name is null || schema.AllTypes[name] is IObjectGraphType)
                .Order(StringComparer.Ordinal))
            {
                _values.Shaped("@").Shaped(entity ?? "");
            }
        }
    }

    private Input? CoerceObject(IInputObjectGraphType type, JsonElement json, FieldPath path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Refuse(
                "HC0016", $"Variable `{path}` got an invalid value: an object of type {type.Name} is expected.", path, ("type", type.Name));
        }

        _values.Shaped("{");
        var fields = new List<KeyValuePair<string, Input>>();
        foreach (var property in json.EnumerateObject())
        {
            if (IsFull)
            {
                return null;
            }

            if (type.Fields.Find(property.Name) is not { } field)
            {
                var unknown = $"The field `{Excerpt.Of(property.Name)}` does not exist on the type `{type.Name}`.";
                Refuse("HC0016", unknown, path, ("type", type.Name));
                continue;
            }

            _values.Shaped(property.Name).Shaped(":");
            if (Coerce(field.ResolvedType!, property.Value, path.To(property.Name), $"{type.Name}.{field.Name}") is { } input)
            {
                fields.Add(new(property.Name, input));
            }

            _values.Shaped(",");
        }

        foreach (var missing in type.Fields.Where(field => field.IsRequired && !json.TryGetProperty(field.Name, out _)))
        {
            Refuse("HC0018", $"`{path.To(missing.Name)}` must be given.", path.To(missing.Name), ("field", $"{type.Name}.{missing.Name}"));
        }

        _values.Shaped("}");
        return new ObjectInput(fields);
    }

    private Input? RefuseValue(ScalarGraphType scalar, JsonElement json, FieldPath path)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        var quoted = Excerpt.Of(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 200)]), 40);
        var text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        return Refuse(
            "HC0016",
            InputScalars.Advise($"Variable `{path}` got an invalid value: {quoted} is not a value of type {scalar.Name}.", scalar, text),
            path);
    }

    private Input? RefuseNull(FieldPath path, string? coordinate) =>
        Refuse("HC0018", $"The value of `{path}` must not be null.", path, coordinate is null ? [] : [("coordinate", coordinate)]);

    // HotChocolate 16 gives the way to the value as an extension, earlier ones as the path of the error; clients know both.
    private Input? Refuse(string code, string message, FieldPath path, params ReadOnlySpan<(string Name, object? Value)> details)
    {
        if (!IsFull)
        {
            var way = path.ToList();
            (_errors ??= []).Add(new GraphError(message, code, [("variable", _definition!.Name), ("inputPath", way), .. details])
            {
                Locations = [DocumentPlace.Of(document, _definition!)],
                Path = way,
            });
        }

        return null;
    }
}
