namespace IndhCoops.Domain.Grants;

/// <summary>
/// The ledger of a grant, which is sound at every point: neither what is available nor what is outstanding is ever below zero. Movements
/// are ordered by day, and those of one day as they were recorded.
/// </summary>
internal sealed class GrantLedger
{
    private readonly List<DateOnly> _days = [];
    private readonly List<LedgerBalance> _balances = [];
    private (decimal[] Available, decimal[] Outstanding)? _least;

    /// <summary>The ledger of movements that are given in order.</summary>
    public GrantLedger(IEnumerable<LedgerEntry> entries)
    {
        var balance = default(LedgerBalance);
        foreach (var entry in entries)
        {
            balance = balance.After(entry.Kind, entry.Amount);
            _days.Add(entry.Day);
            _balances.Add(balance);
        }
    }

    public bool IsSound => _balances.TrueForAll(balance => balance is { Available: >= 0, Outstanding: >= 0 });

    /// <summary>Finds out how a movement that takes something would fit.</summary>
    /// <param name="amount">How much it takes, above zero.</param>
    /// <param name="day">The day from which on it may take effect.</param>
    public LedgerFit Fit(MovementKind kind, decimal amount, DateOnly day)
    {
        // What fits on a day must fit on every later one: the least from a point on, which never falls from one point to the next.
        var least = kind == MovementKind.Refund ? Least.Outstanding : Least.Available;
        var next = First(place => _days[place] > day);

        // Before the first movement nothing is left.
        var most = next > 0 ? least[next - 1] : Math.Min(least.FirstOrDefault(), 0);
        if (most >= amount)
        {
            return new LedgerFit(most, day);
        }

        var first = First(place => least[place] >= amount);
        return new LedgerFit(Math.Max(most, 0), first < _days.Count ? _days[first] : null);
    }

    private (decimal[] Available, decimal[] Outstanding) Least =>
        _least ??= (FromTheEnd(balance => balance.Available), FromTheEnd(balance => balance.Outstanding));

    private decimal[] FromTheEnd(Func<LedgerBalance, decimal> measure)
    {
        var least = new decimal[_balances.Count];
        for (var i = least.Length - 1; i >= 0; i--)
        {
            least[i] = i == least.Length - 1 ? measure(_balances[i]) : Math.Min(measure(_balances[i]), least[i + 1]);
        }

        return least;
    }

    // The first place where something is so that stays so.
    private int First(Predicate<int> isReached)
    {
        var (low, high) = (0, _days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isReached(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

/// <summary>What the ledger of a grant needs to know of a movement.</summary>
/// <param name="Day">The day on which it takes effect.</param>
/// <param name="Amount">The amount in MAD.</param>
internal readonly record struct LedgerEntry(DateOnly Day, MovementKind Kind, decimal Amount);

/// <summary>How a movement that takes something would fit.</summary>
/// <param name="Most">The most that could be taken on the day that was asked for, in MAD.</param>
/// <param name="FirstDay">The first day from that one on on which it would fit; null where there is none.</param>
internal readonly record struct LedgerFit(decimal Most, DateOnly? FirstDay);
