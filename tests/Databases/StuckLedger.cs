using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Databases;

/// <summary>
/// Grants of 1000 MAD in Tiznit, committed two years before a day, by what became of them. Of three nothing is paid, with 2700 MAD left;
/// the payments of one stopped, with 600 MAD left; one cooperative was paid in the last months, 400 MAD.
/// </summary>
public static class StuckLedger
{
    /// <summary>Writes them into a database with the shipped facts.</summary>
    /// <param name="end">The last day that is looked at.</param>
    public static async Task WriteAsync(TestDatabase database, DateOnly end, CancellationToken cancellationToken)
    {
        var (begin, early, late) = (end.AddYears(-2), end.AddMonths(-20), end.AddMonths(-1));
        using var recorder = new MovementRecorder(database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);

        await GrantAsync("Jamais");
        await RecordAsync(await GrantAsync("Zéro"), MovementKind.Amendment, -1000m, early);
        await RecordAsync(await GrantAsync("En partie"), MovementKind.Cancellation, 300m, early);
        await RecordAsync(await GrantAsync("Payée"), MovementKind.Disbursement, 400m, late);

        var takenBack = await GrantAsync("Reprise");
        var payment = await RecordAsync(takenBack, MovementKind.Disbursement, 400m, early);
        await RecordAsync(takenBack, MovementKind.Refund, 400m, early, payment);

        var stopped = await GrantAsync("Arrêtée");
        await RecordAsync(stopped, MovementKind.Disbursement, 400m, early);
        var mistake = await RecordAsync(stopped, MovementKind.Disbursement, 300m, late);
        await RecordAsync(stopped, MovementKind.Refund, 300m, late, mistake);

        async Task<Guid> GrantAsync(string name)
        {
            await using var context = database.Contexts.CreateDbContext();
            var province = await context.Provinces.SingleAsync(row => row.Code == "MA-TIZ", cancellationToken);
            var cooperative = new Cooperative(Guid.NewGuid(), name, province, 2015, DataSource.Press, "test");
            var grant = new Grant(Guid.NewGuid(), cooperative, 1000m, null, null, null, null, null, DataSource.Press, "test");
            context.Add(grant);
            await context.SaveChangesAsync(cancellationToken);
            await RecordAsync(grant.Id, MovementKind.Commitment, 1000m, begin);
            return grant.Id;
        }

        async Task<Guid> RecordAsync(Guid grant, MovementKind kind, decimal amount, DateOnly day, Guid? reverses = null) =>
            (await recorder.RecordAsync(new NewMovement(grant, kind, amount, day, Reverses: reverses), cancellationToken)).Movement.Id;
    }
}
