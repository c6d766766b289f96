using System.Security.Cryptography;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Comparing;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Intake.Writing;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Intake;

/// <summary>
/// Imports the files of offices: reads rows, compares them with what is there, and writes what is new or another in one transaction.
/// </summary>
public sealed class OfficeImporter(
    IDbContextFactory<IndhCoopsContext> contexts,
    IOptions<IntakeOptions> options,
    IOptions<LedgerOptions> ledger,
    TimeProvider clock,
    ILogger<OfficeImporter>? logger = null)
{
    // A table that a large import writes at once.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CommitPatience = TimeSpan.FromSeconds(30);

    /// <summary>Imports a file, or says what would become of it.</summary>
    /// <param name="request">The file.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Ends the work, and nothing of it remains; it is not heard once the import is being
    /// committed.</param>
    public async Task<ImportResult> ImportAsync(
        ImportRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        request.File.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(request.File, cancellationToken));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(CommandTimeout);
        var names = await NameLists.ReadAsync(context, cancellationToken);
        var reading = progress is null ? null : new Reading(progress);
        var firstYear = await context.PhasePeriods.MinAsync(phase => (int?)phase.StartYear, cancellationToken);
        var days = new OfficeDays(firstYear, clock.CurrentDay(), clock.CurrentDay().AddDays(ledger.Value.DaysAhead));
        var reader = new FileReader(options.Value, names, days);
        var file = await Task.Run(() => reader.Read(request.File, request.FileName, reading, cancellationToken), cancellationToken);
        progress?.Report(new WorkProgress("Comparing", 0, file.Count));
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(context, request, cancellationToken);
        if (await context.Cooperatives.AnyAsync(row => row.DataSource == DataSource.Synthetic, cancellationToken))
        {
            file.Warnings.Insert(0, new Refusal(null, null, null, null, null, RefusalReason.BesideDemonstration, []));
        }

        var plan = file.IsRefused ? new ImportPlan() : await PlanAsync(context, request, file, names, days, cancellationToken);
        var outcome = Outcome(file, plan, request);
        if (request.IsDryRun)
        {
            return Result(request, sha256, null, outcome, file, plan);
        }

        var writes = outcome is ImportOutcome.Accepted or ImportOutcome.AcceptedSound;
        var import = Import(request, sha256, outcome, file, plan, writes);
        context.Add(import);
        (await context.LedgerLimits.SingleAsync(cancellationToken)).DaysAhead = ledger.Value.DaysAhead;
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        if (writes)
        {
            var written = 0;
            var mark = new ImportMark(import.Id, import.ImportedAt, request.Author, request.FileName);
            await new PlanWriter(context, mark, (table, rows) => progress?.Report(new WorkProgress(table, written += rows, 0)))
                .WriteAsync(plan, cancellationToken);
        }

        progress?.Report(new WorkProgress("Committing", 0, 0));
        await CommitAsync(context, transaction, import.Id);
        return Result(request, sha256, import.Id, outcome, file, plan);
    }

    // A dry run writes nothing, so it takes no lock.
    private async Task<IDbContextTransaction> BeginAsync(
        IndhCoopsContext context, ImportRequest request, CancellationToken cancellationToken)
    {
        if (request.IsDryRun)
        {
            return await context.BeginSnapshotAsync(cancellationToken);
        }

        // What is compared must stay as it is until all is written.
        var transaction = await new WriteTurn(context, "import a file", request.Wait, logger).BeginAsync(cancellationToken);
        await context.Provider.Locks.LockEntriesAsync(context, cancellationToken);
        await context.Provider.Locks.LockGrantsAsync(context, cancellationToken);
        return transaction;
    }

    private static async Task<ImportPlan> PlanAsync(
        IndhCoopsContext context,
        ImportRequest request,
        FileRows file,
        NameLists names,
        OfficeDays days,
        CancellationToken cancellationToken)
    {
        var plan = new ImportPlan();
        var shared = new PlanContext(file, plan, new KnownRows(context, cancellationToken), names, request.Author);
        var cooperatives = new CooperativePlanner(shared);
        await cooperatives.PlanAsync();
        var projects = new ProjectPlanner(shared, cooperatives);
        await projects.PlanAsync();
        var grants = new GrantPlanner(shared, cooperatives, projects);
        await grants.PlanAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await new MovementPlanner(shared, grants, days).PlanAsync();
        await new ObservationPlanner(shared, cooperatives).PlanAsync();
        return plan;
    }

    private static ImportOutcome Outcome(FileRows file, ImportPlan plan, ImportRequest request) =>
        (file.Refusals.Count > 0, plan.IsEmpty) switch
        {
            (false, true) => ImportOutcome.Unchanged,
            (false, false) => ImportOutcome.Accepted,
            (true, false) when request.AcceptsSound && !file.IsRefused => ImportOutcome.AcceptedSound,
            _ => ImportOutcome.Refused,
        };

    private Import Import(ImportRequest request, string sha256, ImportOutcome outcome, FileRows file, ImportPlan plan, bool writes) =>
        new(Guid.CreateVersion7(), request.FileName, sha256, clock.GetUtcNow(), outcome, request.Author)
        {
            NewRows = writes ? plan.Counts.Values.Sum(counts => counts.New) : 0,
            ChangedRows = writes ? plan.Counts.Values.Sum(counts => counts.Changed) : 0,
            SameRows = plan.Counts.Values.Sum(counts => counts.Same),
            RefusedRows = file.Sheets.Keys.Sum(file.RefusedLines),
            Message = file.Refusals is [var first, ..] ? $"{first.Place} {first.Sentence(IntakeLanguage.French)}".Trim() : null,
        };

    private static ImportResult Result(
        ImportRequest request, string sha256, Guid? import, ImportOutcome outcome, FileRows file, ImportPlan plan) => new(
        import,
        request.FileName,
        sha256,
        outcome,
        [
            .. file.Sheets.Values.OrderBy(sheet => sheet.Kind).Select(sheet => new ImportedSheet(
                sheet.Kind,
                sheet.Name,
                sheet.HeadingLine,
                plan.Counts[sheet.Kind].New,
                plan.Counts[sheet.Kind].Changed,
                plan.Counts[sheet.Kind].Same,
                file.RefusedLines(sheet.Kind),
                sheet.UnknownColumns,
                sheet.Examples,
                sheet.PassedOver)),
        ],
        [.. plan.Changes.Select(change => new ChangedField(change.Sheet, change.Line, change.Field, change.Old, change.New))],
        [.. file.Refusals.OrderBy(refusal => refusal.Sheet).ThenBy(refusal => refusal.Line)],
        file.Warnings,
        file.IgnoredSheets);

    // A database that is lost while it commits may have committed: then the import is there.
    private async Task CommitAsync(IndhCoopsContext context, IDbContextTransaction transaction, Guid import)
    {
        using var patience = new CancellationTokenSource(CommitPatience);
        try
        {
            await transaction.CommitAsync(patience.Token);
        }
        catch (Exception failure)
        {
            // The server ends what is left of the transaction.
            await transaction.DisposeAsync();
            await context.Database.CloseConnectionAsync();
            if (!await new WriteFate(contexts, CommitPatience).IsCommittedAsync(AskAsync, () => Uncertain(import, failure)))
            {
                throw;
            }
        }

        async Task<bool> AskAsync(IndhCoopsContext other, CancellationToken cancellationToken)
        {
            await other.Provider.Locks.LockEntriesAsync(other, cancellationToken);
            return await other.Imports.AnyAsync(row => row.Id == import, cancellationToken);
        }
    }

    private static WriteUncertainException Uncertain(Guid import, Exception failure) => new(
        "It is not known whether the file was imported, as the database was lost meanwhile. Import it again: "
            + "what is there already is not counted twice.",
        import,
        failure);

    private sealed class Reading(IProgress<WorkProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new WorkProgress("Reading", value, 0));
    }
}
