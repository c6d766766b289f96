namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Reads grants from the rows of a table, by the names of its columns.</summary>
internal sealed class GrantRows
{
    /// <summary>The columns without which a grant cannot be published.</summary>
    public static readonly string[] Needed =
    [
        "id", "amount", "awardedOn", "dataSource", "cooperative.id", "cooperative.name", "cooperative.province.code",
        "cooperative.province.name",
    ];

    private readonly Dictionary<string, TableColumn> _columns;
    private readonly TableColumn _awardedOn;

    public GrantRows(TablePlan table)
    {
        _columns = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        _awardedOn = _columns["awardedOn"];
    }

    /// <summary>The day of the award; null where unknown.</summary>
    public DateOnly? AwardedOn(DbDataReader row) => (DateOnly?)_awardedOn.Read(row);

    /// <summary>Where the grant comes from, by the graph's word for it.</summary>
    public string DataSource(DbDataReader row) => Text(row, "dataSource")!;

    /// <summary>When it was last entered or corrected; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt(DbDataReader row) => Value(row, "updatedAt") as DateTimeOffset?;

    /// <summary>The grant of a row that has a date.</summary>
    public PublishedGrant Read(DbDataReader row) => new(
        Text(row, "reference") ?? Text(row, "id")!,
        Text(row, "reference"),
        (decimal)Value(row, "amount")!,
        AwardedOn(row)!.Value,
        Text(row, "phase"),
        Text(row, "note"),
        DataSource(row),
        Text(row, "source"),
        UpdatedAt(row),
        RecipientOf(row),
        ProjectOf(row),
        ProgrammeOf(row));

    private Recipient RecipientOf(DbDataReader row) => new(
        Text(row, "cooperative.reference") ?? Text(row, "cooperative.id")!,
        Text(row, "cooperative.reference"),
        Text(row, "cooperative.name")!,
        Text(row, "cooperative.nameArabic"),
        Value(row, "cooperative.womens") as bool?,
        Text(row, "cooperative.legalForm"),
        Text(row, "cooperative.registerNumber"),
        Text(row, "cooperative.ice"),
        Value(row, "cooperative.foundedYear") as int?,
        Value(row, "cooperative.exports") as bool?,
        Text(row, "cooperative.activity"),
        Text(row, "cooperative.note"),
        Text(row, "cooperative.valueChain.code"),
        Text(row, "cooperative.valueChain.name"),
        Text(row, "cooperative.province.code")!,
        Text(row, "cooperative.province.name")!,
        Text(row, "cooperative.province.region.name"));

    private FundedProject? ProjectOf(DbDataReader row) =>
        Text(row, "project.id") is not { } id || Text(row, "project.title") is not { } title ? null : new FundedProject(
            Text(row, "project.reference") ?? id,
            Text(row, "project.reference"),
            title,
            Text(row, "project.status"),
            Value(row, "project.totalCost") as decimal?,
            Value(row, "project.approvedOn") as DateOnly?,
            Text(row, "project.programme.code"));

    // An axis of a programme bears the programme's name, and is told apart by its own.
    private FundingProgramme? ProgrammeOf(DbDataReader row) => Text(row, "programme.code") is not { } code ? null : new FundingProgramme(
        code,
        Text(row, "programme.axis") is { } axis ? $"{Text(row, "programme.name")} : {axis}" : Text(row, "programme.name") ?? code,
        Value(row, "programme.startYear") as int?,
        Value(row, "programme.endYear") as int?);

    private object? Value(DbDataReader row, string column) => _columns.TryGetValue(column, out var found) ? found.Read(row) : null;

    private string? Text(DbDataReader row, string column) => Value(row, column) switch
    {
        null => null,
        string text => text,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
