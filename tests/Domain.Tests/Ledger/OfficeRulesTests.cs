using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>Rules on an office's data that the database itself enforces, whoever writes and by whatever statement.</summary>
public abstract class OfficeRulesTests(DatabaseKind kind) : IAsyncLifetime
{
    private RawLedger _ledger = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ChangeOrigin Origin => new(DateTimeOffset.UtcNow, Author.CommandLine);

    private CooperativeEntry Cooperatives => new(_ledger.Database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);

    private ProjectEntry Projects => new(_ledger.Database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);

    public async ValueTask InitializeAsync() => _ledger = await RawLedger.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_entry_of_changes_is_neither_edited_nor_deleted_nor_replaced()
    {
        const string never = "never edited or deleted";
        await Cooperatives.RegisterAsync(new NewCooperative("Nour", "MA-TIZ", "C-1"), Origin, Cancelled);
        await _ledger.RefusedAsync("update changes set reason = 'x'", never);
        await _ledger.RefusedAsync("delete from changes", never);
        if (kind == DatabaseKind.PostgreSql)
        {
            await _ledger.RefusedAsync("truncate changes", never);
            await _ledger.RefusedAsync("truncate imports cascade", never);
        }
        else
        {
            await _ledger.RefusedAsync("insert or replace into changes select * from changes", never);
        }
    }

    [Fact]
    public async Task A_province_gives_a_reference_once_and_it_stays()
    {
        const string taken = "has given this reference";
        var first = await Cooperatives.RegisterAsync(new NewCooperative("Nour", "MA-TIZ", "C-1"), Origin, Cancelled);
        var second = await Cooperatives.RegisterAsync(new NewCooperative("Amal", "MA-TIZ"), Origin, Cancelled);
        var elsewhere = await Cooperatives.RegisterAsync(new NewCooperative("Nour", "MA-KHE", "C-1"), Origin, Cancelled);
        var grant = await Projects.AwardAsync(new NewGrant(first.Id, 100, Reference: "G-1"), Origin, Cancelled);
        await Projects.AwardAsync(new NewGrant(elsewhere.Id, 100, Reference: "G-1"), Origin, Cancelled);
        var unnumbered = await Projects.AwardAsync(new NewGrant(second.Id, 100), Origin, Cancelled);

        await Assert.ThrowsAsync<EntryRefusedException>(
            () => Cooperatives.RegisterAsync(new NewCooperative("\u200f", "MA-TIZ"), Origin, Cancelled));

        await _ledger.RefusedAsync($"update cooperatives set reference = 'C-1' where id = {Id(second.Id)}", taken);
        await _ledger.RefusedAsync($"update cooperatives set province_code = 'MA-TIZ' where id = {Id(elsewhere.Id)}", taken);
        await _ledger.RefusedAsync($"update grants set reference = 'G-1' where id = {Id(unnumbered.Id)}", taken);
        await _ledger.RefusedAsync(
            $"update cooperatives set reference = 'C-2' where id = {Id(first.Id)}", "A reference that was given stays");
        await _ledger.RefusedAsync($"update grants set reference = null where id = {Id(grant.Id)}", "A reference that was given stays");
        await _ledger.RefusedAsync(
            $"update grants set reference = ' G-2' where id = {Id(unnumbered.Id)}", "ck_office_references_reference");
        await _ledger.RefusedAsync(
            $"update cooperatives set ice = '12345678901234x' where id = {Id(first.Id)}",
            kind == DatabaseKind.Sqlite ? "15 digits" : "ck_cooperatives_ice");

        // A number is not given again when its row is gone.
        await _ledger.ExecuteAsync($"delete from grants where id = {Id(grant.Id)}");
        await _ledger.RefusedAsync($"update grants set reference = 'G-1' where id = {Id(unnumbered.Id)}", taken);
    }

    [Fact]
    public async Task A_movement_takes_back_the_opposite_of_its_own_grant_once()
    {
        const string opposite = "it is the opposite, of the same amount";
        await _ledger.MoveAsync(1, "COMMITMENT", 100, "2015-03-01");
        await _ledger.MoveAsync(2, "DISBURSEMENT", 60, "2015-03-10");
        string Reverse(int number, string what, int dirhams, int reversed, string day = "2015-03-11", string grant = RawLedger.Grant) =>
            _ledger.Insert(number, what, _ledger.Money(dirhams), $"'{day}'", grant: grant)
            .Replace("data_source)", "data_source, reverses_id)", StringComparison.Ordinal).Replace(
                "'PRESS')", $"'PRESS', {_ledger.Id(reversed)})", StringComparison.Ordinal);

        await _ledger.RefusedAsync(Reverse(3, "REFUND", 50, 2), opposite);
        await _ledger.RefusedAsync(Reverse(3, "DISBURSEMENT", 10, 2), opposite);
        await _ledger.RefusedAsync(Reverse(3, "REFUND", 60, 2, "2015-03-09"), opposite);
        await _ledger.RefusedAsync(Reverse(3, "REFUND", 60, 9), opposite);
        await _ledger.RefusedAsync(Reverse(3, "COMMITMENT", 60, 2, grant: "(select id from grants order by id desc limit 1)"), opposite);
        await _ledger.ExecuteAsync(Reverse(3, "REFUND", 60, 2));
        await _ledger.MoveAsync(4, "DISBURSEMENT", 60, "2015-03-12");
        await _ledger.RefusedAsync(
            Reverse(5, "REFUND", 60, 2, "2015-03-13"), kind == DatabaseKind.Sqlite ? "taken back already" : "ix_movements_reverses_id");
    }

    [Fact]
    public async Task Two_who_enter_the_same_reference_at_once_get_one_row()
    {
        var input = new NewCooperative("Nour", "MA-TIZ", "C-1");
        var entered = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Cooperatives.RegisterAsync(input, Origin, Cancelled)));

        Assert.Single(entered.Select(one => one.Id).Distinct());
        Assert.Single(entered, one => !one.AlreadyRecorded);
        await using var context = _ledger.Database.Contexts.CreateDbContext();
        Assert.Equal(1, await context.Changes.CountAsync(Cancelled));
    }

    [Fact]
    public async Task What_an_entry_refers_to_belongs_together()
    {
        var here = await Cooperatives.RegisterAsync(new NewCooperative("Nour", "MA-TIZ", "C-1"), Origin, Cancelled);
        var other = await Cooperatives.RegisterAsync(new NewCooperative("Amal", "MA-TIZ", "C-2"), Origin, Cancelled);
        var elsewhere = await Cooperatives.RegisterAsync(new NewCooperative("Fajr", "MA-KHE", "C-1"), Origin, Cancelled);
        var project = await Projects.ApproveAsync(new NewProject("Four", CooperativeId: here.Id, ProgrammeCode: "P3"), Origin, Cancelled);
        var open = await Projects.ApproveAsync(new NewProject("Puits", "MA-KHE"), Origin, Cancelled);

        await RefusedAsync(
            "`cooperativeId` is of province MA-KHE",
            Projects.ApproveAsync(new NewProject("Ruche", "MA-TIZ", elsewhere.Id), Origin, Cancelled));
        await RefusedAsync(
            "`projectId` is a project of cooperative",
            Projects.AwardAsync(new NewGrant(other.Id, 1, ProjectId: project.Id), Origin, Cancelled));
        await RefusedAsync(
            "`projectId` is a project of province MA-KHE",
            Projects.AwardAsync(new NewGrant(here.Id, 1, ProjectId: open.Id), Origin, Cancelled));
        await RefusedAsync(
            "`programmeCode` is P4",
            Projects.AwardAsync(new NewGrant(here.Id, 1, ProjectId: project.Id, ProgrammeCode: "P4"), Origin, Cancelled));
        await RefusedAsync(
            "`phase` is II", Projects.AwardAsync(new NewGrant(here.Id, 1, ProgrammeCode: "P3", Phase: Phase.II), Origin, Cancelled));

        var grant = await Projects.AwardAsync(new NewGrant(here.Id, 1, ProjectId: project.Id, ProgrammeCode: "P3"), Origin, Cancelled);
        await RefusedAsync(
            "`projectId` is a project of province",
            Projects.CorrectAsync(new GrantCorrection(grant.Id, "why", ProjectId: (Guid?)open.Id), Origin, Cancelled));
        await RefusedAsync(
            "`programmeCode` is P4", Projects.CorrectAsync(new GrantCorrection(grant.Id, "why", ProgrammeCode: "P4"), Origin, Cancelled));
        await RefusedAsync(
            "`cooperativeId` is of province",
            Projects.CorrectAsync(new ProjectCorrection(project.Id, "why", CooperativeId: (Guid?)elsewhere.Id), Origin, Cancelled));
        await RefusedAsync(
            "of another cooperative or programme",
            Projects.CorrectAsync(new ProjectCorrection(project.Id, "why", CooperativeId: (Guid?)other.Id), Origin, Cancelled));
        await RefusedAsync(
            "of another cooperative or programme",
            Projects.CorrectAsync(new ProjectCorrection(project.Id, "why", ProgrammeCode: "P4"), Origin, Cancelled));

        // A cooperative that is corrected to another province takes its projects along.
        await Cooperatives.CorrectAsync(new CooperativeCorrection(here.Id, "why", ProvinceCode: "MA-NAD"), Origin, Cancelled);
        await using var context = _ledger.Database.Contexts.CreateDbContext();
        Assert.Equal(
            "MA-NAD", await context.Projects.Where(row => row.Id == project.Id).Select(row => row.Province.Code).SingleAsync(Cancelled));
        Assert.Equal(
            [(here.Id, "province"), (project.Id, "province")],
            (await context.Changes.Where(row => row.New == "MA-NAD").ToListAsync(Cancelled)).Select(row => (row.RowId, row.Field!))
                .OrderBy(row => row.RowId != here.Id));
    }

    private static async Task RefusedAsync(string message, Task<Entered> entry) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<EntryRefusedException>(() => entry)).Message, StringComparison.Ordinal);

    private string Id(Guid id) => kind == DatabaseKind.Sqlite ? $"x'{Convert.ToHexString(id.ToByteArray(bigEndian: true))}'" : $"'{id}'";
}

/// <summary>On SQLite.</summary>
public sealed class OfficeRulesOnSqlite() : OfficeRulesTests(DatabaseKind.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class OfficeRulesOnPostgres() : OfficeRulesTests(DatabaseKind.PostgreSql);
