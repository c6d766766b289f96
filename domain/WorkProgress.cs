namespace IndhCoops.Domain;

/// <summary>How far work is that takes a while: a loading, an import, a backup, a run of a function.</summary>
/// <param name="Step">What is being done, such as the table that is written; empty before anything is.</param>
/// <param name="Done">How much of the step is done.</param>
/// <param name="Total">How much there is to do; 0 where that is not known.</param>
public sealed record WorkProgress(string Step, long Done = 0, long Total = 0)
{
    /// <summary>How many rows are written, where the step counts something else.</summary>
    public long Rows { get; init; }

    /// <summary>How much of the step is done, from 0 to 1; null where that is not known.</summary>
    public double? Share => Total > 0 ? Math.Clamp((double)Done / Total, 0, 1) : null;
}
