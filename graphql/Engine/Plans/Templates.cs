using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>What a row becomes: the fields of an object in the order of the selection.</summary>
internal sealed record ObjectTemplate(ValueList<NamedTemplate> Fields)
{
    public static ObjectTemplate Of(IReadOnlyList<SelectedField> fields, Func<SelectedField, FieldTemplate> plan) =>
        new([.. fields.Select(field => new NamedTemplate(field.ResponseName, field.Name, plan(field)))]);

    /// <summary>The same object of values, which stand behind other columns.</summary>
    public ObjectTemplate Behind(int columns) => new([.. Fields.Select(field => field with
    {
        Value = field.Value switch
        {
            ValueTemplate value => value with { Ordinal = value.Ordinal + columns },
            ReferenceTemplate { KeyOrdinal: null } part => part with { Target = part.Target.Behind(columns) },
            ConstantTemplate constant => constant,
            _ => throw new InvalidOperationException($"'{field}' is no value."),
        },
    })]);
}

/// <summary>A field of an object.</summary>
/// <param name="FieldName">Its name in the schema, whatever alias it stands under.</param>
internal sealed record NamedTemplate(string ResponseName, string FieldName, FieldTemplate Value);

/// <summary>What a field becomes.</summary>
internal abstract record FieldTemplate;

/// <summary>The same text for every row: the type's name.</summary>
internal sealed record ConstantTemplate(string Text) : FieldTemplate;

internal sealed record ValueTemplate(int Ordinal, ValueForm Form, bool IsNullable) : FieldTemplate;

/// <summary>The object that a reference leads to; null where its key is.</summary>
internal sealed record ReferenceTemplate(ObjectTemplate Target, int? KeyOrdinal = null) : FieldTemplate;

/// <summary>A value's part of another.</summary>
internal sealed record ShareTemplate(int Part, int Whole, ValueForm Form) : FieldTemplate;

/// <summary>The cursor of an edge or a group.</summary>
internal sealed record CursorTemplate : FieldTemplate;

/// <summary>A place that a nested list fills once all owners are known.</summary>
/// <param name="Child">Which of the step's children reads it.</param>
/// <param name="KeyOrdinal">Where the owner's key stands.</param>
/// <param name="KeyForm">How the owner's key is carried.</param>
/// <param name="Path">The response names from the row to this field.</param>
internal sealed record NestedTemplate(int Child, int KeyOrdinal, ValueForm KeyForm, ValueList<string> Path) : FieldTemplate;

/// <summary>A list of rows within a connection.</summary>
internal sealed record ListTemplate(string ResponseName, ObjectTemplate Row);

/// <summary>Where the sort keys of a row stand, of which cursors are made.</summary>
internal sealed record CursorKeys(Cursors Cursors, ValueList<int> Ordinals);
