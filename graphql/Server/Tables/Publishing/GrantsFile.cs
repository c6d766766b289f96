using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// A table of grants in a standard by which grants are published. Those without a date, or with one that has not come yet, are left out, as
/// the standards want a day on which something was decided; they are counted in headers.
/// </summary>
internal abstract class GrantsFile : TableFile
{
    private readonly GrantRows _rows;
    private int _kept, _synthetic, _undated, _future;

    protected GrantsFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    {
        _rows = new GrantRows(table);
        Publishing = publishing;
        Now = clock.GetUtcNow();
        Today = clock.CurrentDay();
        Server = PublicAddress.Of(request);
        Address = $"{Server}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
    }

    protected PublishingOptions Publishing { get; }

    protected DateTimeOffset Now { get; }

    protected DateOnly Today { get; }

    /// <summary>The address of this server, as the client knows it.</summary>
    protected string Server { get; }

    /// <summary>The address that the client asked.</summary>
    protected string Address { get; }

    /// <summary>When one of the grants was last entered or corrected; null for never.</summary>
    protected DateTimeOffset? UpdatedAt { get; private set; }

    public override bool LooksAhead => true;

    // Neither standard has a file without grants.
    public override bool IsEmpty => _kept == 0;

    /// <summary>Whether the grants are facts.</summary>
    protected Origin Origin => _synthetic == 0 ? Origin.Real : _synthetic == _kept ? Origin.Synthetic : Origin.Mixed;

    public override void See(DbDataReader row)
    {
        if (_rows.AwardedOn(row) is not { } day)
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
            _synthetic += _rows.DataSource(row) == "SYNTHETIC" ? 1 : 0;
            UpdatedAt = _rows.UpdatedAt(row) is { } at && !(at <= UpdatedAt) ? at : UpdatedAt;
        }
    }

    public override void Describe(IHeaderDictionary headers)
    {
        headers["Grants-Undated"] = _undated.ToString(CultureInfo.InvariantCulture);
        headers["Grants-Future"] = _future.ToString(CultureInfo.InvariantCulture);
    }

    protected static TableFormat FormatOf(
        string extension, string contentType, string standard, Func<TablePlan, HttpRequest, TableFile> open) =>
        new(extension, contentType, open) { Needs = GrantRows.Needed, Standard = new Uri(standard) };

    /// <summary>The grant of a row; null for one that is left out.</summary>
    protected PublishedGrant? Read(DbDataReader row) => _rows.AwardedOn(row) is { } day && day <= Today ? _rows.Read(row) : null;
}

/// <summary>Whether grants are facts.</summary>
internal enum Origin
{
    Real,

    /// <summary>None is: a demonstration made them up.</summary>
    Synthetic,

    Mixed,
}
