using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Reads the pages from one kind of database, by the best SQL that we know for it.</summary>
internal interface IPages : IAsyncDisposable
{
    /// <summary>50 cooperatives with their province.</summary>
    Task WriteFlatAsync(Question question, CooperativesJson json, CancellationToken cancellationToken);

    /// <summary>20 cooperatives with their province, region and first 10 grants.</summary>
    Task WriteNestedAsync(Question question, CooperativesJson json, CancellationToken cancellationToken);

    /// <summary>5 provinces with 5 cooperatives with 5 grants each.</summary>
    Task WriteLevelsAsync(Question question, LevelsJson json, CancellationToken cancellationToken);

    /// <summary>How many cooperatives there are.</summary>
    Task<long> CountAsync(Question question, CancellationToken cancellationToken);

    /// <summary>A region by its code.</summary>
    Task WriteSingleAsync(Question question, CooperativesJson json, CancellationToken cancellationToken);

    /// <summary>The 12 provinces and years with the most money granted.</summary>
    Task WriteGroupsAsync(GroupsJson json, CancellationToken cancellationToken);

    /// <summary>The movements of each month.</summary>
    Task WriteMonthsAsync(GroupsJson json, CancellationToken cancellationToken);

    /// <summary>How many different cooperatives, phases and projects grants have.</summary>
    Task<(long Cooperatives, long Phases, long Projects)> CountDistinctAsync(CancellationToken cancellationToken);

    /// <summary>All cooperatives of a region.</summary>
    Task WriteExportAsync(Question question, CooperativesCsv csv, CancellationToken cancellationToken);
}
