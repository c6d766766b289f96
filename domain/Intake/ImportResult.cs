using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake;

/// <summary>What became of a file, or would.</summary>
/// <param name="ImportId">The row of <c>imports</c>; null for a dry run.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Outcome">What became of it; of a dry run what would.</param>
/// <param name="Sheets">What became of the rows of each sheet.</param>
/// <param name="Changes">The fields that became others.</param>
/// <param name="Refusals">What was refused.</param>
/// <param name="Warnings">What to look at, though it is taken.</param>
/// <param name="IgnoredSheets">The sheets that were not read, as their names are not known.</param>
public sealed record ImportResult(
    Guid? ImportId,
    string FileName,
    string Sha256,
    ImportOutcome Outcome,
    IReadOnlyList<ImportedSheet> Sheets,
    IReadOnlyList<ChangedField> Changes,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<Refusal> Warnings,
    IReadOnlyList<string> IgnoredSheets)
{
    /// <summary>How many rows were refused.</summary>
    public int RefusedRows => Sheets.Sum(sheet => sheet.Refused);
}

/// <summary>What became of the rows of a sheet.</summary>
/// <param name="Kind">What the sheet holds.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="HeadingLine">The line of its headings; 0 where they were not found.</param>
/// <param name="New">How many rows were new.</param>
/// <param name="Changed">How many changed what was there.</param>
/// <param name="Same">How many were there already.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="UnknownColumns">The headings of columns that were ignored.</param>
/// <param name="Examples">How many example rows of the template were passed over.</param>
/// <param name="PassedOver">The lines of titles and totals, which are no data.</param>
public sealed record ImportedSheet(
    SheetKind Kind,
    string Name,
    int HeadingLine,
    int New,
    int Changed,
    int Same,
    int Refused,
    IReadOnlyList<string> UnknownColumns,
    int Examples,
    IReadOnlyList<int> PassedOver);

/// <summary>A field of a row that became another.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Line">The line.</param>
/// <param name="Field">The field, by its name in the graph.</param>
/// <param name="Old">The value before; null for none.</param>
/// <param name="New">The value since; null for none.</param>
public sealed record ChangedField(SheetKind Sheet, int Line, string Field, string? Old, string? New);
