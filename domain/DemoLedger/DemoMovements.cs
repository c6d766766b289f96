using IndhCoops.Domain.Grants;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Writes the ledger of one grant in the order of its events, so that it is never overdrawn.</summary>
internal ref struct DemoMovements(ref SplitMix64 random, Func<int, Guid> id, DateOnly awardedOn)
{
    private readonly ref SplitMix64 _random = ref random;
    private readonly List<DemoMovement> _movements = [];
    private DateOnly _date = awardedOn;
    private long _available;
    private long _outstanding;
    private bool _cut;

    /// <summary>The movements of a grant, and where its project stands after them.</summary>
    public (IReadOnlyList<DemoMovement> Movements, ProjectStatus Status) Make(long amount)
    {
        Add(MovementKind.Commitment, amount, wait: false);
        var fate = _random.Between(0, 999);
        var status = fate switch
        {
            < 60 => ProjectStatus.Programmed,
            < 110 => Cancel(),
            _ => Pay(amount),
        };
        return (_movements, status == ProjectStatus.Completed && _cut ? UnderWay() : status);
    }

    private readonly ProjectStatus UnderWay() => _outstanding > 0 ? ProjectStatus.InProgress : ProjectStatus.Programmed;

    private ProjectStatus Cancel()
    {
        if (_random.PerThousand(500))
        {
            Add(MovementKind.Disbursement, _available * 3 / 10);
            if (_random.PerThousand(500))
            {
                Add(MovementKind.Refund, _outstanding);
            }
        }

        Add(MovementKind.Cancellation, _available);
        return _cut ? UnderWay() : ProjectStatus.Cancelled;
    }

    private ProjectStatus Pay(long amount)
    {
        var instalments = _random.Between(0, 99) switch { < 22 => 1, < 72 => 2, _ => 3 };
        var stalled = instalments > 1 && _random.PerThousand(60);
        var amended = _random.PerThousand(80);
        for (var left = instalments; left > 0; left--)
        {
            if (left == 1 && amended)
            {
                Amend(amount);
            }

            if (left == 1 && stalled)
            {
                return _outstanding > 0 ? ProjectStatus.Stalled : ProjectStatus.Programmed;
            }

            Add(MovementKind.Disbursement, left == 1 ? _available : _available * _random.Between(35, 60) / 100);
        }

        if (_random.PerThousand(35))
        {
            Add(MovementKind.Refund, _outstanding * _random.Between(2, 15) / 100);
            if (_random.PerThousand(500))
            {
                Add(MovementKind.Cancellation, _available);
            }
        }

        return ProjectStatus.Completed;
    }

    private void Amend(long amount)
    {
        var change = amount * _random.Between(3, 12) / 100;
        var raise = _random.PerThousand(500) && amount + change <= DemoGenerator.Ceiling;
        Add(MovementKind.Amendment, raise ? change : -Math.Min(change, _available / 2));
    }

    private void Add(MovementKind kind, long amount, bool wait = true)
    {
        // The numbers are drawn even where nothing is written: the sequence must not depend on what was left out.
        var date = wait ? _date.AddDays(_random.Between(25, 200)) : _date;
        var recorded = date.AddDays(_random.Between(1, 9))
            .ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc)
            .AddSeconds(_random.Between(0, 9 * 3600 - 1));
        _cut |= date > DemoGenerator.LastDay;
        if (_cut || amount == 0)
        {
            return;
        }

        _date = date;
        _movements.Add(new DemoMovement(id(_movements.Count), kind, amount, date, recorded));
        _outstanding += kind switch { MovementKind.Disbursement => amount, MovementKind.Refund => -amount, _ => 0 };
        _available += kind is MovementKind.Disbursement or MovementKind.Cancellation ? -amount : amount;
    }
}
