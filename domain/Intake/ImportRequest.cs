using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Persistence.Upgrading;

namespace IndhCoops.Domain.Intake;

/// <summary>A file to import.</summary>
/// <param name="File">The file, which can be sought. It stays open.</param>
/// <param name="FileName">Its name, without folders.</param>
/// <param name="Author">Who imports it.</param>
public sealed record ImportRequest(Stream File, string FileName, Author Author)
{
    /// <summary>Whether only to say what would become of it.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether to take the sound rows where others are refused; otherwise one that is refused refuses them all.</summary>
    public bool AcceptsSound { get; init; }

    /// <summary>How long to wait for another import to end.</summary>
    public TimeSpan Wait { get; init; } = WriteTurn.Patience;
}
