using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Importing;

/// <summary>A file of an office to import.</summary>
/// <param name="File">The workbook (.xlsx) or CSV file, as a part of a multipart request.</param>
/// <param name="DryRun">Whether only to say what would become of it; false unless given.</param>
/// <param name="AcceptSound">Whether to take the sound rows where others are refused; unless given, one that is refused refuses them
/// all.</param>
/// <param name="Language">The language of reasons and remedies: `fr`, `ar` or `en`; `fr` unless given.</param>
internal sealed record ImportFile(GraphFile File, bool? DryRun, bool? AcceptSound, string? Language);

/// <summary>Why nothing of a file is taken, where that is no matter of single cells.</summary>
internal enum ImportFileRefusal
{
    /// <summary>The file is neither a workbook (.xlsx) nor CSV, or is one that must not be read: encrypted, with macros, damaged.</summary>
    FileKind,

    /// <summary>The file has more bytes, rows or columns than it may have, or unpacks to far more than a table.</summary>
    FileTooLarge,

    /// <summary>There is no such language.</summary>
    Language,

    /// <summary>The token is confined to other provinces.</summary>
    Territory,

    /// <summary>Another import, or an upgrade of the database, is under way and took too long to wait for.</summary>
    Busy,
}

internal sealed class ImportFileRefusedException(ImportFileRefusal reason, string message, Exception? inner = null) : RefusedException(
    reason.ToString(), message, inner);
