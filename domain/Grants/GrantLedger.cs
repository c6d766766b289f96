namespace IndhCoops.Domain.Grants;

/// <summary>
/// The ledger of a grant, which is sound at every point: neither what is available nor what is outstanding is ever below zero. Movements
/// are ordered by day, and those of one day as they were recorded.
/// </summary>
internal sealed class GrantLedger
{
    private readonly List<(DateOnly Day, LedgerBalance Balance)> _points = [];

    /// <summary>The ledger of movements that are given in order.</summary>
    public GrantLedger(IEnumerable<LedgerEntry> entries)
    {
        var balance = default(LedgerBalance);
        foreach (var entry in entries)
        {
            balance = balance.After(entry.Kind, entry.Amount);
            _points.Add((entry.Day, balance));
        }
    }

    /// <summary>Whether it is sound.</summary>
    public bool IsSound => _points.TrueForAll(point => point.Balance is { Available: >= 0, Outstanding: >= 0 });

    /// <summary>Finds out how a movement that takes something would fit.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="amount">How much it takes, above zero.</param>
    /// <param name="day">The day from which on it may take effect.</param>
    public LedgerFit Fit(MovementKind kind, decimal amount, DateOnly day)
    {
        decimal Taken(LedgerBalance balance) => kind == MovementKind.Refund ? balance.Outstanding : balance.Available;

        // From the end, as what fits on a day must fit on every later one: the least from a day on grows with the day.
        var (least, firstDay) = (decimal.MaxValue, (DateOnly?)null);
        for (var last = _points.Count - 1; last >= 0; last--)
        {
            least = Math.Min(least, Taken(_points[last].Balance));
            if (_points[last].Day <= day)
            {
                break;
            }

            var isEndOfDay = last == _points.Count - 1 || _points[last + 1].Day > _points[last].Day;
            firstDay = isEndOfDay && least >= amount ? _points[last].Day : firstDay;
        }

        // Before the first movement nothing is left.
        least = _points.Count > 0 && _points[0].Day <= day ? least : Math.Min(least, 0);
        return new LedgerFit(Math.Max(least, 0), least >= amount ? day : firstDay);
    }
}

/// <summary>What the ledger of a grant needs to know of a movement.</summary>
/// <param name="Day">The day on which it takes effect.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Amount">The amount in MAD.</param>
internal readonly record struct LedgerEntry(DateOnly Day, MovementKind Kind, decimal Amount);

/// <summary>How a movement that takes something would fit.</summary>
/// <param name="Most">The most that could be taken on the day that was asked for, in MAD.</param>
/// <param name="FirstDay">The first day from that one on on which it would fit; null where there is none.</param>
internal readonly record struct LedgerFit(decimal Most, DateOnly? FirstDay);
