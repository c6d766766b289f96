namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>A row of a table of grants, read by the names of the table's columns.</summary>
internal readonly struct GrantRow(IReadOnlyDictionary<string, TableColumn> columns, DbDataReader row)
{
    /// <summary>The columns without which a grant cannot be published.</summary>
    public static readonly string[] Needed =
    [
        "id", "amount", "awardedOn", "dataSource", "cooperative.id", "cooperative.name", "cooperative.province.code",
        "cooperative.province.name",
    ];

    /// <summary>The day of the award; null where unknown.</summary>
    public DateOnly? AwardedOn => (DateOnly?)Value("awardedOn");

    /// <summary>Whether the demonstration made it up.</summary>
    public bool IsSynthetic => Text("dataSource") == "SYNTHETIC";

    /// <summary>When it was last entered or corrected; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt => Value("updatedAt") as DateTimeOffset?;

    /// <summary>The value of a column; null where it is unknown, or where there is no such column.</summary>
    public object? Value(string column) => columns.TryGetValue(column, out var found) ? found.Read(row) : null;

    public string? Text(string column) => Value(column) switch
    {
        null => null,
        string text => text,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
