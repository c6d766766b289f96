using System.Text.Json;
using System.Text.Json.Serialization;
using IndhCoops.Domain;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions.Publishing;

/// <summary>A file as a manifest names it.</summary>
/// <param name="Name">Its name, below the folder of the revision's content: <c>report.html</c>, <c>provinces/MA-KHE.html</c>.</param>
/// <param name="Path">Its path in the container.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
/// <param name="Md5">Its MD5 in lower-case hexadecimal.</param>
/// <param name="Rows">How many balances it holds; null where it is no table.</param>
/// <param name="Territory">The province that it is about; null for the whole country.</param>
/// <param name="Language">The language that it is written in; null where programs read it.</param>
internal sealed record ManifestFile(
    ReportFormat Format,
    string Name,
    string Path,
    long SizeBytes,
    string Sha256,
    string Md5,
    int? Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Territory = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language = null);

/// <summary>What a revision of a report consists of. A report exists when its manifest does, and not before.</summary>
/// <param name="Revision">Counts up from 1.</param>
/// <param name="DataSource">The least reliable source among its figures.</param>
/// <param name="Strike">The strike whose balances it shows, and what the ledger looked like.</param>
internal sealed record Manifest(DateOnly Period, int Revision, DataSource DataSource, StrikeFacts Strike, IReadOnlyList<ManifestFile> Files)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Its path in the container, which only one process can write.</summary>
    /// <param name="period">The month.</param>
    /// <param name="number">1 for the files that the revision was published with; more for those that a later version of the program
    /// added.</param>
    public static string PathOf(DateOnly period, int revision, int number = 1) =>
        $"{FolderOf(period, revision)}/{(number == 1 ? FileName : FormattableString.Invariant($"manifest.{number}.json"))}";

    /// <summary>The name of a file by its path: what stands behind month, revision and digest.</summary>
    public static string NameOf(string path) => string.Join('/', path.Split('/').Skip(4));

    public static string FolderOf(DateOnly period, int revision) => FormattableString.Invariant($"monthly/{period:yyyy-MM}/{revision}");

    /// <summary>The manifest as JSON; the same manifest gives the same bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no manifest.</exception>
    public static Manifest Parse(BinaryData json)
    {
        try
        {
            return json.ToObjectFromJson<Manifest>(Json) ?? throw new InvalidDataException("The manifest is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The manifest cannot be read: {exception.Message}", exception);
        }
    }
}
