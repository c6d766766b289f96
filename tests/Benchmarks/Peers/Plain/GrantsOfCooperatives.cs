using GraphQL.DataLoader;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>A data loader of one request: cooperatives that ask for their grants are gathered and read by one statement.</summary>
internal sealed class GrantsOfCooperatives(IDbContextFactory<IndhCoopsContext> contexts)
{
    private List<Guid> _gathered = [];
    private Task<ILookup<Guid, Grant>>? _read;

    /// <summary>The first grants of a cooperative, once all have asked.</summary>
    public IDataLoaderResult<IEnumerable<Grant>> Load(Guid cooperative, int first)
    {
        if (_read is not null)
        {
            (_gathered, _read) = ([], null);
        }

        _gathered.Add(cooperative);
        return new Result(this, cooperative, first);
    }

    private async Task<ILookup<Guid, Grant>> ReadAsync(CancellationToken cancellationToken)
    {
        var cooperatives = _gathered;
        await using var database = contexts.CreateDbContext();
        var grants = await database.Grants
            .Where(grant => cooperatives.Contains(grant.Cooperative.Id))
            .OrderBy(grant => grant.Id)
            .Include(grant => grant.Programme)
            .Select(grant => new { Cooperative = grant.Cooperative.Id, Grant = grant })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return grants.ToLookup(row => row.Cooperative, row => row.Grant);
    }

    private sealed class Result(GrantsOfCooperatives loader, Guid cooperative, int first) : IDataLoaderResult<IEnumerable<Grant>>
    {
        public async Task<IEnumerable<Grant>> GetResultAsync(CancellationToken cancellationToken = default)
        {
            loader._read ??= loader.ReadAsync(cancellationToken);
            return (await loader._read)[cooperative].Take(first);
        }

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) =>
            await GetResultAsync(cancellationToken);
    }
}
