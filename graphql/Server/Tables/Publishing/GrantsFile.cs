using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// A table of grants in a standard by which grants are published. Those without a date, or with one that has not come yet, are left out, as
/// the standards want a day on which something was decided; they are counted in headers.
/// </summary>
internal abstract class GrantsFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock) : TableFile
{
    private readonly Dictionary<string, TableColumn> _columns = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    private int _kept, _synthetic, _undated, _future;

    protected PublishingOptions Publishing => publishing;

    protected DateTimeOffset Now { get; } = clock.GetUtcNow();

    protected DateOnly Today { get; } = clock.CurrentDay();

    /// <summary>The address of this server, as the client knows it.</summary>
    protected string Server { get; } = PublicAddress.Of(request);

    /// <summary>The address that the client asked.</summary>
    protected string Address => $"{Server}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";

    /// <summary>When one of the grants was last entered or corrected; null for never.</summary>
    protected DateTimeOffset? UpdatedAt { get; private set; }

    public override bool LooksAhead => true;

    // Neither standard has a file without grants.
    public override bool IsEmpty => _kept == 0;

    /// <summary>Whether the grants are facts.</summary>
    protected Origin Origin => _synthetic == 0 ? Origin.Real : _synthetic == _kept ? Origin.Synthetic : Origin.Mixed;

    public override void See(DbDataReader row)
    {
        var grant = new GrantRow(_columns, row);
        if (grant.AwardedOn is not { } day)
        {
            _undated++;
        }
        else if (day > Today)
        {
            _future++;
        }
        else
        {
            _kept++;
            _synthetic += grant.IsSynthetic ? 1 : 0;
            UpdatedAt = grant.UpdatedAt is { } at && !(at <= UpdatedAt) ? at : UpdatedAt;
        }
    }

    public override void Describe(IHeaderDictionary headers)
    {
        headers["Grants-Undated"] = _undated.ToString(CultureInfo.InvariantCulture);
        headers["Grants-Future"] = _future.ToString(CultureInfo.InvariantCulture);
    }

    protected static TableFormat FormatOf(
        string extension, string contentType, string standard, Func<TablePlan, HttpRequest, TableFile> open) =>
        new(extension, contentType, open) { Needs = GrantRow.Needed, Standard = new Uri(standard) };

    /// <summary>The grant of a row; null for one that is left out.</summary>
    protected PublishedGrant? Read(DbDataReader row) =>
        new GrantRow(_columns, row) is { AwardedOn: { } day } grant && day <= Today ? new PublishedGrant(grant) : null;
}

/// <summary>Whether grants are facts.</summary>
internal enum Origin
{
    Real,

    /// <summary>None is: a demonstration made them up.</summary>
    Synthetic,

    Mixed,
}
