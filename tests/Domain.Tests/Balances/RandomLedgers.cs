using CsCheck;
using IndhCoops.Databases;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Balances;

/// <summary>A movement that somebody tries to record; the ledger may refuse it.</summary>
internal sealed record Attempt(MovementKind Kind, long Centimes, int Day);

/// <summary>A grant of a random ledger.</summary>
internal sealed record RandomGrant(
    int Province, int Cooperative, int? Project, int? Programme, bool IsSynthetic, long Centimes, IReadOnlyList<Attempt> Attempts);

/// <summary>Random ledgers, recorded as clerks would, with what must follow from them.</summary>
internal sealed class RandomLedgers
{
    private static readonly string[] Provinces = ["MA-KHE", "MA-RAB", "MA-TIZ"];
    private static readonly string[] Programmes = ["P3-ESS", "P3"];
    private static readonly DateOnly FirstDay = new(2022, 11, 1);

    private static readonly Gen<Attempt> GenAttempt = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(MovementKind.Commitment)), (2, Gen.Const(MovementKind.Amendment)), (4, Gen.Const(MovementKind.Disbursement)),
            (2, Gen.Const(MovementKind.Refund)), (2, Gen.Const(MovementKind.Cancellation))),
        Gen.Long[1, 5_000_000],
        Gen.Bool,
        Gen.Int[0, 800],
        (kind, centimes, isNegative, day) => new Attempt(kind, kind == MovementKind.Amendment && isNegative ? -centimes : centimes, day));

    private readonly TestDatabase _database;
    private readonly List<(Guid Id, RandomGrant Row, string Cooperative, string? Project)> _grants = [];
    private readonly List<(Guid Grant, Movement Movement)> _recorded = [];

    private RandomLedgers(TestDatabase database) => _database = database;

    /// <summary>Some grants, of which a few share a cooperative, a project, a province and a programme.</summary>
    public static Gen<RandomGrant[]> Any { get; } = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Bool, Gen.Long[0, 30_000_000], GenAttempt.Array[0, 8],
        (province, cooperative, project, programme, isSynthetic, centimes, attempts) =>
            new RandomGrant(
                province,
                cooperative,
                project == 3 ? null : project,
                programme == 2 ? null : programme,
                isSynthetic,
                centimes,
                attempts)).Array[1, 8];

    /// <summary>A ledger of the largest amounts that may be recorded: sums have a digit more than any of them.</summary>
    public static RandomGrant[] Full { get; } =
    [
        .. new[] { 30, 30, 0, 0 }.Select((commitments, cooperative) => new RandomGrant(
            0,
            cooperative,
            1,
            0,
            IsSynthetic: false,
            99_999_999_999_999,
            [.. Enumerable.Range(0, commitments).Select(day => new Attempt(MovementKind.Commitment, 1_799_999_999_999, day))])),
    ];

    /// <summary>Writes the grants without any movement.</summary>
    public static async Task<RandomLedgers> RecordAsync(
        TestDatabase database, IReadOnlyList<RandomGrant> grants, CancellationToken cancellationToken)
    {
        var ledger = new RandomLedgers(database);
        await using var context = database.Contexts.CreateDbContext();
        var provinces = await context.Provinces.ToDictionaryAsync(province => province.Code, cancellationToken);
        var programmes = await context.Programmes.ToDictionaryAsync(programme => programme.Code, cancellationToken);
        var cooperatives = new Dictionary<string, Cooperative>();
        var projects = new Dictionary<string, Project>();
        foreach (var row in grants)
        {
            var key = $"{row.Province}/{row.Cooperative}";
            var province = provinces[Provinces[row.Province]];
            var cooperative = cooperatives.TryGetValue(key, out var known) ? known
                : cooperatives[key] = new Cooperative(Guid.NewGuid(), key, province, 2015, DataSource.Press, "test");
            var projectKey = row.Project is { } number ? $"{key}/{number}" : null;
            var project = projectKey is null ? null : projects.TryGetValue(projectKey, out var existing) ? existing
                : projects[projectKey] = new Project(
                    Guid.NewGuid(),
                    projectKey,
                    province,
                    Cost(row.Project!.Value),
                    ProjectStatus.InProgress,
                    null,
                    DataSource.Press,
                    "test")
                {
                    Cooperative = cooperative,
                };
            var grant = new Grant(
                Guid.NewGuid(),
                cooperative,
                row.Centimes / 100m,
                null,
                null,
                row.Programme is { } index ? programmes[Programmes[index]] : null,
                project,
                null,
                row.IsSynthetic ? DataSource.Synthetic : DataSource.Press, "test");
            context.Add(grant);
            ledger._grants.Add((grant.Id, row, key, projectKey));
        }

        await context.SaveChangesAsync(cancellationToken);
        return ledger;
    }

    /// <summary>Records every other attempt that the ledger does not refuse.</summary>
    public async Task RecordAsync(int half, CancellationToken cancellationToken)
    {
        var recorder = new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        foreach (var (id, row, _, _) in _grants)
        {
            foreach (var attempt in row.Attempts.Where((_, index) => index % 2 == half))
            {
                try
                {
                    _recorded.Add(
                        (
                            id,
                            (await recorder.RecordAsync(
                                new NewMovement(id, attempt.Kind, attempt.Centimes / 100m, FirstDay.AddDays(attempt.Day)),
                                cancellationToken)).Movement));
                }
                catch (MovementRefusedException refused) when (refused.Reason == MovementRefusal.Overdrawn)
                {
                    // Nothing is recorded.
                }
            }
        }
    }

    /// <summary>Records what was recorded elsewhere on the like grants.</summary>
    public async Task RecordAsync(
        IEnumerable<(int Grant, Movement Movement)> entries, MovementRecorder recorder, CancellationToken cancellationToken)
    {
        foreach (var (grant, entry) in entries)
        {
            var id = _grants[grant].Id;
            _recorded.Add(
                (
                    id,
                    (await recorder.RecordAsync(
                        new NewMovement(id, entry.Kind, entry.Amount, entry.EffectiveOn), cancellationToken)).Movement));
        }
    }

    /// <summary>What was recorded, by the places of the grants, in another order that the ledger bears too.</summary>
    public IEnumerable<(int Grant, Movement Movement)> Shuffled(int seed)
    {
        var random = new Random(seed);
        var orders = _recorded.GroupBy(entry => entry.Grant)
            .Select(entries =>
                (
                    Grant: _grants.FindIndex(grant => grant.Id == entries.Key),
                    Movements: new Queue<Movement>(Shuffled([.. entries.Select(entry => entry.Movement)], random))))
            .ToList();
        while (orders.Count > 0)
        {
            var (grant, movements) = orders[random.Next(orders.Count)];
            yield return (grant, movements.Dequeue());
            orders.RemoveAll(order => order.Movements.Count == 0);
        }
    }

    /// <summary>What must be struck up to a month, worked out the slow and plain way.</summary>
    public List<BalanceLine> Expected(DateOnly current)
    {
        var grants = _grants.ToDictionary(grant => grant.Id);
        var lines = new List<BalanceLine>();
        var inTime = _recorded.Where(entry => entry.Movement.EffectiveOn < current.AddMonths(1));
        foreach (var cell in inTime.GroupBy(entry =>
            (
                Province: Provinces[grants[entry.Grant].Row.Province],
                Programme: grants[entry.Grant].Row.Programme is { } index ? Programmes[index] : null)))
        {
            var first = FirstOf(cell.Min(entry => entry.Movement.EffectiveOn));
            for (var month = first; month <= current; month = month.AddMonths(1))
            {
                Totals? Between(DateOnly? from) => from is { } start ? Sum(cell, grants, start, month.AddMonths(1)) : null;
                decimal Net(Totals totals) =>
                    (totals.Committed + totals.Amended - totals.Disbursed + totals.Refunded - totals.Cancelled)!.Value;

                var opening = Net(Sum(cell, grants, DateOnly.MinValue, month));
                var inMonth = Between(month)!;
                lines.Add(new BalanceLine(
                    $"{month:yyyy-MM}:{cell.Key.Province}:{cell.Key.Programme ?? "-"}",
                    opening,
                    inMonth,
                    opening + Net(inMonth),
                    Between(new DateOnly(month.Year, 1, 1))!,
                    Between(month.Year is >= 2019 and <= 2023 ? new DateOnly(2019, 1, 1) : null)
                        ?? new Totals(null, null, null, null, null, null, null, null, null, null),
                    month == current,
                    cell.Where(entry => entry.Movement.EffectiveOn < month.AddMonths(1)).Max(entry => entry.Movement.DataSource)));
            }
        }

        return [.. lines.OrderBy(line => line.Id, StringComparer.Ordinal)];
    }

    // Takes at random what the ledger bears next; where that leads nowhere, the order that is known to lead to the end.
    private static List<Movement> Shuffled(List<Movement> movements, Random random)
    {
        var (left, order) = (movements.ToList(), new List<Movement>());
        while (left.Count > 0)
        {
            var bearable = left.Where(movement => IsSound(order.Append(movement))).ToList();
            if (bearable.Count == 0)
            {
                return movements;
            }

            var next = bearable[random.Next(bearable.Count)];
            left.Remove(next);
            order.Add(next);
        }

        return order;
    }

    // Those of one day stay in the order in which they are given.
    private static bool IsSound(IEnumerable<Movement> movements)
    {
        var balance = default(LedgerBalance);
        return movements.OrderBy(movement => movement.EffectiveOn).All(
            movement => (balance = balance.After(movement.Kind, movement.Amount)) is { Available: >= 0, Outstanding: >= 0 });
    }

    private static Totals Sum(
        IEnumerable<(Guid Grant, Movement Movement)> cell,
        Dictionary<Guid, (Guid Id, RandomGrant Row, string Cooperative, string? Project)> grants,
        DateOnly from,
        DateOnly end)
    {
        var entries = cell.Where(entry => entry.Movement.EffectiveOn >= from && entry.Movement.EffectiveOn < end).ToList();
        decimal Of(MovementKind kind) => entries.Where(entry => entry.Movement.Kind == kind).Sum(entry => entry.Movement.Amount);

        var awarded = cell.Where(entry => entry.Movement.Kind == MovementKind.Commitment).GroupBy(entry => entry.Grant)
            .Where(entry => entry.Min(commitment => commitment.Movement.EffectiveOn) is var day && day >= from && day < end)
            .Select(entry => grants[entry.Key]).ToList();
        var costed = awarded.Where(grant => grant.Project is not null && Cost(grant.Row.Project!.Value) is not null).ToList();
        return new Totals(
            Of(MovementKind.Commitment),
            Of(MovementKind.Amendment),
            Of(MovementKind.Disbursement),
            Of(MovementKind.Refund),
            Of(MovementKind.Cancellation),
            awarded.Count,
            awarded.Select(grant => grant.Project).OfType<string>().Distinct().Count(),
            awarded.Select(grant => grant.Cooperative).Distinct().Count(),
            costed.Count == 0 ? null : costed.DistinctBy(grant => grant.Project).Sum(grant => Cost(grant.Row.Project!.Value)),
            costed.Count == 0 ? null : costed.Sum(grant => grant.Row.Centimes / 100m));
    }

    // Of one project in three the cost is unknown.
    private static decimal? Cost(int project) => project == 0 ? null : 100_000.01m * project;

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
