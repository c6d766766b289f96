using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Rights;
using static IndhCoops.Domain.Entry.EntryRefusal;

namespace IndhCoops.GraphQL.Mutations;

internal static class OfficeMutations
{
    private const string Once = " Give a `reference`, so that it can be sent again.";

    private static readonly Enum[] Corrected = [Value, Reason, Reference, Territory];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        OfficeMutation.Of<NewMovement>(
            "recordMovement", nameof(Movement), WriteRight.RecordMovements,
            [
                MovementRefusal.UnknownGrant, MovementRefusal.Amount, MovementRefusal.EffectiveOn, MovementRefusal.Overdrawn,
                MovementRefusal.Reference, MovementRefusal.Reverses, MovementRefusal.AlreadyReversed, MovementRefusal.Reason,
                MovementRefusal.Territory,
            ],
            "Records a movement of a grant. The ledger takes it whole or refuses it; a movement is never edited or deleted, "
                + "another one corrects it." + Once,
            async (services, input, origin, cancellation) => Of(await services.Movements.RecordAsync(input, origin, cancellation))),
        OfficeMutation.Of<MovementReversal>(
            "reverseMovement", nameof(Movement), WriteRight.RecordMovements,
            [
                MovementRefusal.UnknownMovement, MovementRefusal.EffectiveOn, MovementRefusal.Overdrawn, MovementRefusal.Reference,
                MovementRefusal.AlreadyReversed, MovementRefusal.Reason, MovementRefusal.Territory,
            ],
            "Takes a movement back: records its opposite, which points at it. A movement is taken back once.",
            async (services, input, origin, cancellation) => Of(await services.Movements.ReverseAsync(input, origin, cancellation))),
        OfficeMutation.Of<NewCooperative>(
            "registerCooperative", nameof(Cooperative), WriteRight.Enter,
            [UnknownProvince, UnknownValueChain, Value, Reference, SameName, Territory],
            "Registers a cooperative of a province." + Once,
            (services, input, origin, cancellationToken) => services.Cooperatives.RegisterAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<CooperativeCorrection>(
            "correctCooperative", nameof(Cooperative), WriteRight.Correct,
            [UnknownCooperative, UnknownProvince, UnknownValueChain, .. Corrected],
            "Corrects a cooperative: only the fields that are given, null among them. A reason is needed.",
            (services, input, origin, cancellationToken) => services.Cooperatives.CorrectAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<NewProject>(
            "approveProject", nameof(Project), WriteRight.Enter,
            [UnknownProvince, UnknownCooperative, UnknownProgramme, Value, Reference, Territory],
            "Enters a project that the committee of a province approved." + Once,
            (services, input, origin, cancellationToken) => services.Projects.ApproveAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<ProjectStatusChange>(
            "changeProjectStatus", nameof(Project), WriteRight.Enter,
            [UnknownProject, Value, Territory],
            "Says where a project stands now.",
            (services, input, origin, cancellationToken) => services.Projects.ChangeStatusAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<ProjectCorrection>(
            "correctProject", nameof(Project), WriteRight.Correct,
            [UnknownProject, UnknownCooperative, UnknownProgramme, .. Corrected],
            "Corrects a project: only the fields that are given, null among them. A reason is needed.",
            (services, input, origin, cancellationToken) => services.Projects.CorrectAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<NewGrant>(
            "awardGrant", nameof(Grant), WriteRight.Enter,
            [UnknownCooperative, UnknownProject, UnknownProgramme, AwardedOn, Value, Reference, Territory],
            "Enters a grant that was awarded to a cooperative. Its money is promised and paid by `recordMovement`." + Once,
            (services, input, origin, cancellationToken) => services.Projects.AwardAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<GrantCorrection>(
            "correctGrant", nameof(Grant), WriteRight.Correct,
            [UnknownGrant, UnknownProject, UnknownProgramme, AwardedOn, .. Corrected],
            "Corrects a grant: only the fields that are given, null among them. A reason is needed. Movements are never corrected: "
                + "see `reverseMovement`.",
            (services, input, origin, cancellationToken) => services.Projects.CorrectAsync(input, origin, cancellationToken)),
        OfficeMutation.Of<NewObservation>(
            "recordObservation", nameof(Observation), WriteRight.Enter,
            [UnknownCooperative, Value, Reference, Territory],
            "Records what was measured of a cooperative, such as its members." + Once,
            (services, input, origin, cancellationToken) => services.Cooperatives.ObserveAsync(input, origin, cancellationToken)),
    ];

    private static Entered Of(RecordedMovement recorded) => new(recorded.Movement.Id, recorded.AlreadyRecorded);
}
