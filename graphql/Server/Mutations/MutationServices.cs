using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Importing;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>What mutations write by.</summary>
public sealed record MutationServices(MovementRecorder Movements, CooperativeEntry Cooperatives, ProjectEntry Projects, FileImport Files, TimeProvider Clock);
