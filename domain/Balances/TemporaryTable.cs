namespace IndhCoops.Domain.Balances;

/// <summary>A table that a strike makes and drops.</summary>
internal sealed record TemporaryTable(string Name, string Query)
{
    /// <summary>The statement that makes it.</summary>
    public string Create => $"create temporary table {Name} as {Query}";

    /// <summary>The same without its rows, on PostgreSQL.</summary>
    public TemporaryTable Empty => this with { Query = $"{Query} with no data" };
}
