using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Importing;

/// <summary>What became of a file, or would.</summary>
/// <param name="DryRun">Whether it was only looked at.</param>
/// <param name="Committed">Whether rows were written.</param>
/// <param name="Unchanged">Whether all its rows were there already, so that there is nothing to write.</param>
/// <param name="Outcome">What became of it; of a dry run what would.</param>
/// <param name="FileName">The name of the file, without folders.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Import">Its row in `imports`; null for a dry run.</param>
/// <param name="Sheets">What became of the rows of each sheet.</param>
/// <param name="IgnoredSheets">The sheets that were not read, as their names are not known.</param>
/// <param name="Changes">The fields that became others, the first of them.</param>
/// <param name="ChangesLeftOut">How many more there are.</param>
/// <param name="Refusals">What was refused, the first of it.</param>
/// <param name="RefusalsLeftOut">How many more there are.</param>
/// <param name="Warnings">What to look at though it is taken, the first of it.</param>
/// <param name="WarningsLeftOut">How many more there are.</param>
/// <param name="RefusedFile">Where the refused rows can be fetched as a workbook with the reasons, for a while, by whoever sent the file;
/// null where none was refused.</param>
internal sealed record ImportFileOutcome(
    bool DryRun,
    bool Committed,
    bool Unchanged,
    ImportOutcome Outcome,
    string FileName,
    string Sha256,
    RowOf<Import>? Import,
    IReadOnlyList<ImportFileSheet> Sheets,
    IReadOnlyList<string> IgnoredSheets,
    IReadOnlyList<ImportFileChange> Changes,
    int ChangesLeftOut,
    IReadOnlyList<ImportFileRefused> Refusals,
    int RefusalsLeftOut,
    IReadOnlyList<ImportFileRefused> Warnings,
    int WarningsLeftOut,
    ServedPath? RefusedFile);

/// <summary>What became of the rows of a sheet.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="New">How many rows are new.</param>
/// <param name="Changed">How many change what was there.</param>
/// <param name="Same">How many were there already.</param>
/// <param name="Refused">How many are refused.</param>
/// <param name="UnknownColumns">The headings of columns that were ignored.</param>
/// <param name="Examples">How many example rows of the template were passed over.</param>
internal sealed record ImportFileSheet(
    string Name, int New, int Changed, int Same, int Refused, IReadOnlyList<string> UnknownColumns, int Examples);

/// <summary>A field of a row that becomes another.</summary>
/// <param name="Sheet">The sheet, by its name in the file.</param>
/// <param name="Line">The line.</param>
/// <param name="What">What kind of row it is.</param>
/// <param name="Field">The field, by its name in the graph.</param>
/// <param name="Old">The value before, as text; null for none.</param>
/// <param name="New">The value since, as text; null for none.</param>
internal sealed record ImportFileChange(string Sheet, int Line, ChangedType What, string Field, string? Old, string? New);

/// <summary>Something that is refused, or to look at.</summary>
/// <param name="Sheet">The sheet, by its name in the file; null where it is the whole file.</param>
/// <param name="Line">The line; null where it is a whole sheet.</param>
/// <param name="Cell">The cell, such as `D7`; null where it is no matter of one.</param>
/// <param name="Value">What stands there; null where it is no matter of one.</param>
/// <param name="Code">The reason, for programs: `UNKNOWN_NAME`.</param>
/// <param name="Reason">The reason, in the language that was asked for.</param>
/// <param name="Remedy">What to do, in the same language.</param>
internal sealed record ImportFileRefused(string? Sheet, int? Line, string? Cell, string? Value, string Code, string Reason, string Remedy);
