using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>What mutations write by.</summary>
internal sealed record MutationServices(
    MovementRecorder Movements, CooperativeEntry Cooperatives, ProjectEntry Projects, IOutcomeHandler Files, TimeProvider Clock);
