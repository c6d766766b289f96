using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests.DemoLedger;

public sealed class SameRowsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_number_gives_the_same_rows_on_every_database()
    {
        var sqlite = await RowsAsync(DatabaseKind.Sqlite);
        Assert.True(sqlite.Count > 1000);
        Assert.Equal(sqlite, await RowsAsync(DatabaseKind.PostgreSql));
    }

    private static async Task<List<string>> RowsAsync(DatabaseKind kind)
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 150, Cancellation);

        await using var context = database.Contexts.CreateDbContext();
        var cooperatives = await context.Cooperatives.Where(row => row.DataSource == DataSource.Synthetic).Select(
            row => new { row.Id, row.Name, Province = row.Province.Code, ValueChain = row.ValueChain!.Code, row.FoundedYear, row.Exports })
            .ToListAsync(Cancellation);
        var projects = await context.Projects.Select(row => new { row.Id, row.Title, row.TotalCost, row.Status, row.ApprovedOn })
            .ToListAsync(Cancellation);
        var grants = await context.Grants.Where(row => row.DataSource == DataSource.Synthetic).Select(row =>
            new
            {
                row.Id,
                Cooperative = row.Cooperative.Id,
                Project = (Guid?)row.Project!.Id,
                Programme = row.Programme!.Code,
                row.Amount,
                row.AwardedOn,
                row.Phase,
                row.Note,
            })
            .ToListAsync(Cancellation);
        var movements = await context.Movements.Select(
            row => new { row.Id, Grant = row.Grant.Id, row.Kind, row.Amount, row.EffectiveOn, row.RecordedAt })
            .ToListAsync(Cancellation);
        IEnumerable<object> rows =
        [
            .. cooperatives,
            .. projects.Select(row => row with { TotalCost = Plain(row.TotalCost) }),
            .. grants.Select(row => row with { Amount = Plain(row.Amount)!.Value }),
            .. movements.Select(row => row with { Amount = Plain(row.Amount)!.Value, RecordedAt = row.RecordedAt.ToUniversalTime() }),
        ];
        return [.. rows.Select(row => row.ToString()!).Order(StringComparer.Ordinal)];
    }

    // Divided by one, an amount loses the zeros at its end, of which the databases keep different numbers.
    private static decimal? Plain(decimal? amount) => amount / 1.0000000000000000000000000000m;
}
