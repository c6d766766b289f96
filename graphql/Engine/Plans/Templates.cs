using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>What a row becomes: the fields of an object in the order of the selection.</summary>
internal sealed record ObjectTemplate(ValueList<FieldTemplate> Fields)
{
    public static ObjectTemplate Of(IReadOnlyList<SelectedField> fields, Func<SelectedField, FieldTemplate> plan) =>
        new([.. fields.Select(field => plan(field) with { FieldName = field.Name })]);

    /// <summary>The same object of values, which stand behind other columns.</summary>
    public ObjectTemplate Behind(int columns) => new([.. Fields.Select(field => field switch
    {
        ValueTemplate value => value with { Ordinal = value.Ordinal + columns },
        ReferenceTemplate { KeyOrdinal: null } part => part with { Target = part.Target.Behind(columns) },
        ConstantTemplate => field,
        _ => throw new InvalidOperationException($"'{field}' is no value."),
    })]);
}

internal abstract record FieldTemplate(string ResponseName)
{
    /// <summary>Its name in the schema, whatever alias it stands under.</summary>
    public string FieldName { get; init; } = ResponseName;
}

/// <summary>The same text for every row: the type's name.</summary>
internal sealed record ConstantTemplate(string ResponseName, string Text) : FieldTemplate(ResponseName);

internal sealed record ValueTemplate(string ResponseName, int Ordinal, ValueForm Form, bool IsNullable) : FieldTemplate(ResponseName);

/// <summary>The object that a reference leads to; null where its key is.</summary>
internal sealed record ReferenceTemplate(string ResponseName, ObjectTemplate Target, int? KeyOrdinal) : FieldTemplate(ResponseName);

/// <summary>A value's part of another.</summary>
internal sealed record ShareTemplate(string ResponseName, int Part, int Whole, ValueForm Form) : FieldTemplate(ResponseName);

/// <summary>The cursor of an edge or a group.</summary>
internal sealed record CursorTemplate(string ResponseName) : FieldTemplate(ResponseName);

/// <summary>A place that a nested list fills once all owners are known.</summary>
/// <param name="Child">Which of the step's children reads it.</param>
/// <param name="KeyOrdinal">Where the owner's key stands.</param>
/// <param name="KeyForm">How the owner's key is carried.</param>
/// <param name="Path">The response names from the row to this field.</param>
internal sealed record NestedTemplate(
    string ResponseName, int Child, int KeyOrdinal, ValueForm KeyForm, ValueList<string> Path) : FieldTemplate(ResponseName);

/// <summary>A list of rows within a connection.</summary>
internal sealed record ListTemplate(string ResponseName, ObjectTemplate Row);

/// <summary>Where the sort keys of a row stand, of which cursors are made.</summary>
/// <param name="Fingerprint">Tells which order a cursor belongs to.</param>
internal sealed record CursorKeys(string Fingerprint, ValueList<int> Ordinals, ValueList<SortKey> Keys);
