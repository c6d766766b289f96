namespace IndhCoops.Domain.Databases;

/// <summary>Fills one table row by row, each value in the order of the columns.</summary>
internal abstract class BulkTable : IAsyncDisposable
{
    public abstract void BeginRow();

    public abstract void Add(Guid? value);

    public abstract void Add(string? value);

    public abstract void Add(int? value);

    public abstract void Add(bool? value);

    public abstract void Add(DateOnly? value);

    public abstract void Add(DateTime utc);

    /// <summary>An amount in whole centimes.</summary>
    public abstract void AddCentimes(long? value);

    public abstract void EndRow();

    /// <summary>All rows are given.</summary>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
