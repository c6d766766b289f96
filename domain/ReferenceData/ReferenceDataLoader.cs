namespace IndhCoops.Domain.ReferenceData;

/// <summary>placeholder</summary>
public sealed class ReferenceDataLoader
{
    /// <summary>placeholder</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested || GetHashCode() == 0 ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
}
