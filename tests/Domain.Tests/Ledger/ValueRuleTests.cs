using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>Whatever column the model has, the database holds it to what programs can read.</summary>
public sealed class ValueRuleTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SQLite_has_the_triggers_that_follow_from_the_model()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        var there =
            await context.Database.SqlQueryRaw<string>(
                """select replace(sql, 'CREATE TRIGGER', 'create trigger') as "Value" from sqlite_master where type = 'trigger' and """
                    + """name like '%\_values\_%' escape '\'""")
                .ToListAsync(Cancelled);
        var due = context.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(entity => ValueRule.Triggers(entity, context.Provider.Formats))
            .Select(trigger => trigger.Create)
            .ToList();

        Assert.True(
            due.Order(StringComparer.Ordinal).SequenceEqual(there.Order(StringComparer.Ordinal)),
            $"Write a migration of SQLite that drops these triggers:\n{string.Join("\n--\n", there.Except(due))}\nand creates "
                + $"these:\n{string.Join("\n--\n", due.Except(there))}");
    }
}
