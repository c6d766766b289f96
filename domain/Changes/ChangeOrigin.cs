using IndhCoops.Domain.Intake;

namespace IndhCoops.Domain.Changes;

/// <summary>What all entries of one write have in common.</summary>
/// <param name="At">When.</param>
/// <param name="Author">By whom.</param>
/// <param name="Mutation">The mutation; null for none.</param>
/// <param name="Import">The import; null for none.</param>
/// <param name="Reason">Why; null where none is asked for.</param>
public sealed record ChangeOrigin(DateTimeOffset At, Author Author, string? Mutation = null, Import? Import = null, string? Reason = null);
