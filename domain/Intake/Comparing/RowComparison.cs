using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares one row of a file with what is there, field by field. What the file does not give stays.</summary>
internal sealed class RowComparison(ImportPlan plan, SheetKind sheet, int line, ChangedType type, Guid rowId)
{
    /// <summary>Whether a field differs.</summary>
    public bool Differs { get; private set; }

    public RowComparison Text(string property, string? old, string? given) =>
        given is null || given == old ? this : Change(property, property, given, old, given);

    public RowComparison Code(string property, string field, string? old, string? given) =>
        given is null || given == old ? this : Change(property, field, given, old, given);

    public RowComparison Row(string property, string field, Guid? old, Guid? given) =>
        given is null || given == old ? this : Change(property, field, given, old?.ToString(), given.ToString());

    public RowComparison Value<T>(string property, T? old, T? given, string? field = null)
        where T : struct =>
        given is null || EqualityComparer<T?>.Default.Equals(old, given)
            ? this
            : Change(property, field ?? property, given, ChangeText.Of(old), ChangeText.Of(given));

    private RowComparison Change(string property, string field, object? value, string? old, string? given)
    {
        Differs = true;
        plan.Changes.Add(
            new PlannedChange(sheet, line, type, rowId, property, value, char.ToLowerInvariant(field[0]) + field[1..], old, given));
        return this;
    }
}
