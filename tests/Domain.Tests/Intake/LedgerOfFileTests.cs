using CsCheck;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Comparing;
using IndhCoops.Domain.Intake.Rows;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>The movements of a file are judged together, in the order of their days.</summary>
public sealed class LedgerOfFileTests
{
    private static readonly DateOnly Day = new(2022, 2, 1);

    [Fact]
    public void A_back_dated_pair_that_is_sound_together_is_taken()
    {
        LedgerEntry[] known = [new(Day, MovementKind.Commitment, 100), new(Day.AddDays(30), MovementKind.Disbursement, 100)];

        // The file names the refund first.
        var ledger = new LedgerOfFile(known, [Row(1, MovementKind.Refund, 50, 20), Row(2, MovementKind.Disbursement, 50, 10)]);
        Assert.Empty(ledger.Refused);
        Assert.Equal([2, 1], ledger.Borne.Select(row => row.Line));

        ledger = new LedgerOfFile(
            known,
            [Row(1, MovementKind.Refund, 50, 10), Row(2, MovementKind.Disbursement, 50, 10), Row(3, MovementKind.Disbursement, 1, 40)]);
        Assert.Equal([2, 1], ledger.Borne.Select(row => row.Line));
        Assert.Equal(3, Assert.Single(ledger.Refused).Line);
    }

    [Fact]
    public void Only_what_overdraws_is_refused_and_told_how_it_would_fit()
    {
        LedgerEntry[] known =
        [
            new(Day, MovementKind.Commitment, 100), new(Day.AddDays(30), MovementKind.Disbursement, 50),
            new(Day.AddDays(40), MovementKind.Commitment, 80),
        ];
        var ledger = new LedgerOfFile(
            known,
            [
                Row(1, MovementKind.Disbursement, 90, 10),
                Row(2, MovementKind.Disbursement, 20, 11),
                Row(3, MovementKind.Disbursement, 500, 50),
            ]);
        Assert.Equal([2], ledger.Borne.Select(row => row.Line));
        Assert.Equal(
            [(1, 30m, Day.AddDays(40)), (3, 110m, null)],
            ledger.Refused.Select(row => (row.Line, ledger.Fit(row).Most, ledger.Fit(row).FirstDay)));
    }

    [Fact]
    public void A_ledger_that_was_overdrawn_before_takes_what_adds_nothing_to_it()
    {
        LedgerEntry[] known = [new(Day, MovementKind.Disbursement, 10), new(Day.AddDays(5), MovementKind.Commitment, 100)];
        var ledger = new LedgerOfFile(
            known,
            [Row(1, MovementKind.Disbursement, 90, 6), Row(2, MovementKind.Disbursement, 1, 0), Row(3, MovementKind.Commitment, 5, 0)]);
        Assert.Equal([3, 1], ledger.Borne.Select(row => row.Line));
    }

    [Fact]
    public void What_is_taken_is_sound_and_what_is_refused_does_not_fit_beside_it() => Gen
        .Select(Gen.Enum<MovementKind>(), Gen.Int[-4, 6], Gen.Int[0, 6], Gen.Bool).Array[0, 30].Sample(attempts =>
        {
            var known = new List<LedgerEntry>();
            var rows = new List<MovementRow>();
            foreach (var (kind, amount, day, isKnown) in attempts.Where(attempt => Movement.Allows(attempt.Item1, attempt.Item2)))
            {
                var entry = new LedgerEntry(Day.AddDays(day), kind, amount);
                if (!isKnown)
                {
                    rows.Add(Row(rows.Count + 1, kind, amount, day));
                }
                else if (IsSound([.. known, entry]))
                {
                    known.Add(entry);
                }
            }

            var ledger = new LedgerOfFile([.. known.OrderBy(entry => entry.Day)], rows);
            LedgerEntry[] borne = [.. known, .. ledger.Borne.Select(Entry)];
            Assert.Equal(rows.Count, ledger.Borne.Count() + ledger.Refused.Count());
            Assert.True(IsSound(borne));
            Assert.All(ledger.Refused, row => Assert.False(IsSound([.. borne, Entry(row)])));
        });

    // Two at a time would take hours if the time grew with the square.
    [Fact]
    public void Fifty_thousand_movements_of_one_grant_are_judged_in_moments()
    {
        var rows = Enumerable.Range(1, 50_000).Select(i =>
            Row(
                i,
                i % 2 == 1 ? MovementKind.Commitment : MovementKind.Disbursement,
                i % 2 == 1 ? 10 : i % 100 == 0 ? 1_000_000 : 10,
                i / 50))
            .ToList();
        LedgerEntry[] known =
        [
            .. Enumerable.Range(0, 50_000).Select(
                i => new LedgerEntry(Day.AddDays(i / 50), i % 2 == 0 ? MovementKind.Commitment : MovementKind.Disbursement, 5)),
        ];
        var ledger = new LedgerOfFile(known, rows);
        Assert.Equal(500, ledger.Refused.Count());
        Assert.All(ledger.Refused, row => Assert.True(ledger.Fit(row).Most < 1_000_000));
    }

    private static bool IsSound(IEnumerable<LedgerEntry> entries) => new GrantLedger(entries.OrderBy(entry => entry.Day)).IsSound;

    private static LedgerEntry Entry(MovementRow row) => new(row.EffectiveOn, row.Kind, row.Amount);

    private static MovementRow Row(int line, MovementKind kind, decimal amount, int day) =>
        new(line, $"M-{line}", "G-1", null, kind, amount, Day.AddDays(day), null);
}
