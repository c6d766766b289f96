using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// A table of grants in a standard by which grants are published. Those without a date, or with one that has not come yet, are left out, as
/// the standards want a day on which something was decided; they are counted in headers.
/// </summary>
internal abstract class GrantsFile : TableFile
{
    /// <summary>The header that counts the grants without a date.</summary>
    public const string UndatedHeader = "Grants-Undated";

    /// <summary>The header that counts the grants whose day has not come.</summary>
    public const string FutureHeader = "Grants-Future";

    private int _kept, _synthetic, _undated, _future;

    protected GrantsFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    {
        Rows = new GrantRows(table);
        Publishing = publishing;
        Identifiers = new GrantIdentifiers(publishing);
        Now = clock.GetUtcNow();
        Today = clock.CurrentDay();
        Server = PublicAddress.Of(request);
        Address = $"{Server}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
    }

    public PublishingOptions Publishing { get; }

    public GrantIdentifiers Identifiers { get; }

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    /// <summary>The address of this server, as the client knows it.</summary>
    public string Server { get; }

    /// <summary>The address that the client asked.</summary>
    public string Address { get; }

    /// <summary>When one of the grants was last entered or corrected; null for never.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    public override bool LooksAhead => true;

    // Neither standard has a file without grants.
    public override bool IsEmpty => _kept == 0;

    /// <summary>Whether the grants are facts.</summary>
    public Origin Origin => _synthetic == 0 ? Origin.Real : _synthetic == _kept ? Origin.Synthetic : Origin.Mixed;

    protected GrantRows Rows { get; }

    public override void See(DbDataReader row)
    {
        if (Rows.AwardedOn(row) is not { } day)
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
            _synthetic += Rows.DataSource(row) == "SYNTHETIC" ? 1 : 0;
            UpdatedAt = Rows.UpdatedAt(row) is { } at && !(at <= UpdatedAt) ? at : UpdatedAt;
        }
    }

    public override void Describe(IHeaderDictionary headers)
    {
        headers[UndatedHeader] = _undated.ToString(CultureInfo.InvariantCulture);
        headers[FutureHeader] = _future.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The grant of a row; null for one that is left out.</summary>
    public PublishedGrant? Read(DbDataReader row) => Rows.AwardedOn(row) is { } day && day <= Today ? Rows.Read(row) : null;
}

/// <summary>Whether grants are facts.</summary>
internal enum Origin
{
    Real,

    /// <summary>None is: a demonstration made them up.</summary>
    Synthetic,

    Mixed,
}
