using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Rows;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>
/// The ledger of a grant with the movements of a file. They are looked at together: a back-dated payment and the refund of it are sound as
/// a pair, though neither is alone.
/// </summary>
internal sealed class LedgerOfFile
{
    private readonly List<Point> _points = [];
    private readonly HashSet<int> _refused = [];
    private GrantLedger? _borne;

    /// <param name="known">The movements that are recorded, in the order of the ledger.</param>
    /// <param name="added">Those of the file, in its order.</param>
    public LedgerOfFile(IReadOnlyList<LedgerEntry> known, IEnumerable<MovementRow> added)
    {
        var rows = added.ToList();
        int before;
        do
        {
            before = _points.Count == 0 ? int.MaxValue : _refused.Count;
            Judge(known, rows);
            rows = [.. Borne, .. Refused];
        }
        while (_refused.Count < before && Refused.Any(row => Fit(row).FirstDay == row.EffectiveOn));
    }

    /// <summary>What the ledger bears, in the order in which it is recorded.</summary>
    public IEnumerable<MovementRow> Borne => Rows(isRefused: false);

    /// <summary>What it does not bear.</summary>
    public IEnumerable<MovementRow> Refused => Rows(isRefused: true);

    /// <summary>How a movement that is refused would fit, beside all that is borne.</summary>
    public LedgerFit Fit(MovementRow row) =>
        (_borne ??= new GrantLedger(_points.Where((_, place) => !_refused.Contains(place)).Select(point => point.Entry)))
            .Fit(row.Kind, Math.Abs(row.Amount), row.EffectiveOn);

    private IEnumerable<MovementRow> Rows(bool isRefused) =>
        _points.Where((point, place) => point.Row is not null && _refused.Contains(place) == isRefused).Select(point => point.Row!);

    // What is refused in the midst of its day may fit at the end of it: it is then judged once more, after the others.
    private void Judge(IReadOnlyList<LedgerEntry> known, List<MovementRow> rows)
    {
        _points.Clear();
        _refused.Clear();
        _borne = null;
        Arrange(known, rows);
        if (!new GrantLedger(_points.Select(point => point.Entry)).IsSound)
        {
            RefuseWhatOverdraws();
        }
    }

    // By day. Within a day: recorded movements first, then commitments, then each movement once the ledger bears it, as a file may list a
    // refund before its payment.
    private void Arrange(IReadOnlyList<LedgerEntry> known, IEnumerable<MovementRow> added)
    {
        var (balance, next) = (default(LedgerBalance), 0);
        foreach (var day in added.GroupBy(row => row.EffectiveOn).OrderBy(day => day.Key))
        {
            for (; next < known.Count && known[next].Day <= day.Key; next++)
            {
                Put(known[next], null);
            }

            var waiting = day.OrderBy(row => Promises(row) ? 0 : 1).ToList();
            for (var before = waiting.Count + 1; waiting.Count < before;)
            {
                before = waiting.Count;
                waiting.RemoveAll(row => IsBorne(row) && Put(Entry(row), row));
            }

            _points.AddRange(waiting.Select(row => new Point(Entry(row), row)));
        }

        for (; next < known.Count; next++)
        {
            Put(known[next], null);
        }

        bool Put(LedgerEntry entry, MovementRow? row)
        {
            balance = balance.After(entry.Kind, entry.Amount);
            _points.Add(new Point(entry, row));
            return true;
        }

        bool IsBorne(MovementRow row)
        {
            var after = balance.After(row.Kind, row.Amount);
            return Promises(row) || (row.Kind == MovementKind.Refund ? after.Outstanding : after.Available) >= 0;
        }
    }

    // From the first day on that is overdrawn, the last movement of the file up to it that takes something is refused, until no day is.
    // What was overdrawn before the file stays so.
    private void RefuseWhatOverdraws()
    {
        var measures = new[]
        {
            new Measure(_points, balance => balance.Available, row => row.Kind != MovementKind.Refund),
            new Measure(_points, balance => balance.Outstanding, row => row.Kind == MovementKind.Refund),
        };
        while (measures.Where(measure => measure.Overdrawn is not null)
            .MinBy(measure => measure.Overdrawn) is { Overdrawn: { } overdrawn } first)
        {
            if (first.LastThatTakes(overdrawn) is { } taken)
            {
                _refused.Add(taken);
                Array.ForEach(measures, measure => measure.Refuse(taken));
            }
            else
            {
                first.PassOver(overdrawn);
            }
        }

        // What was refused may fit beside what is left, as others were refused after it.
        for (var before = _refused.Count + 1; _refused.Count < before;)
        {
            before = _refused.Count;
            foreach (var place in _refused.Order().ToList())
            {
                Array.ForEach(measures, measure => measure.Take(place));
                if (Array.TrueForAll(measures, measure => measure.IsSoundFrom(place)))
                {
                    _refused.Remove(place);
                }
                else
                {
                    Array.ForEach(measures, measure => measure.Refuse(place));
                }
            }
        }
    }

    private static LedgerEntry Entry(MovementRow row) => new(row.EffectiveOn, row.Kind, row.Amount);

    // A commitment, or an amendment that raises it: it is borne whatever is there.
    private static bool Promises(MovementRow row) =>
        row.Kind == MovementKind.Commitment || (row.Kind == MovementKind.Amendment && row.Amount > 0);

    /// <summary>A place of the ledger: a movement of the file, or one that is recorded.</summary>
    private readonly record struct Point(LedgerEntry Entry, MovementRow? Row);

    /// <summary>What is available, or what is outstanding, from point to point.</summary>
    private sealed class Measure
    {
        private readonly long[] _centimes;
        private readonly RunningSums _sums;

        // Of each place itself, where a movement of the file takes something there, else a place nearer to the last before it that does; -1
        // for none.
        private readonly int[] _takes;
        private int _from;

        public Measure(List<Point> points, Func<LedgerBalance, decimal> of, Predicate<MovementRow> takes)
        {
            _centimes = [.. points.Select(point => (long)(of(default(LedgerBalance).After(point.Entry.Kind, point.Entry.Amount)) * 100))];
            _sums = new RunningSums(_centimes);
            _takes = [.. points.Select((point, place) => point.Row is { } row && !Promises(row) && takes(row) ? place : place - 1)];
        }

        /// <summary>The first place that is overdrawn.</summary>
        public int? Overdrawn => _sums.FirstBelowZero(_from);

        public int? LastThatTakes(int place)
        {
            var last = place;
            while (last >= 0 && _takes[last] != last)
            {
                last = _takes[last];
            }

            // The next search goes there at once.
            for (var passed = place; passed >= 0 && passed != last;)
            {
                (_takes[passed], passed) = (last, _takes[passed]);
            }

            return last < 0 ? null : last;
        }

        public void Refuse(int place)
        {
            _sums.Set(place, 0);
            _takes[place] = _takes[place] == place ? place - 1 : _takes[place];
        }

        public void Take(int place) => _sums.Set(place, _centimes[place]);

        public bool IsSoundFrom(int place) => _sums.FirstBelowZero(place) is null;

        public void PassOver(int place) => _from = place + 1;
    }
}
