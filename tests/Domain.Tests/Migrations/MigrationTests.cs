using IndhCoops.Databases;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Tests.Migrations;

/// <summary>A database that an earlier version made becomes what a new one is, and keeps its rows.</summary>
public abstract class MigrationTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_of_each_earlier_version_gets_the_schema_of_a_new_one_and_keeps_its_rows()
    {
        var expected = await SchemaOfNewAsync();
        await using var names = await TestDatabase.NameAsync(kind, Cancelled);
        await using var context = names.Contexts.CreateDbContext();
        var migrations = context.Database.GetMigrations().ToList();
        for (var count = 1; count < migrations.Count; count++)
        {
            await using var database = await TestDatabase.NameAsync(kind, Cancelled);
            await MakeAsync(database, migrations[..count]);
            await new DatabaseMigration(database.Contexts).MigrateAsync(Cancelled);

            await using var upgraded = database.Contexts.CreateDbContext();
            AssertSame(expected, await DatabaseSchema.ReadAsync(upgraded, Cancelled), $"upgraded from {migrations[count - 1]}");
            Assert.Equal(
                [60m, 40m],
                await upgraded.Movements.OrderBy(movement => movement.EffectiveOn).Select(movement => movement.Amount)
                    .ToListAsync(Cancelled));
            Assert.Equal("Hives", (await upgraded.Grants.Select(grant => grant.Project!.Title).SingleAsync(Cancelled)));
        }
    }

    [Fact]
    public async Task Texts_that_an_earlier_version_folded_are_folded_as_today()
    {
        await using var database = await TestDatabase.NameAsync(kind, Cancelled);
        await using (var context = database.Contexts.CreateDbContext())
        {
            var before = context.Database.GetMigrations()
                .TakeWhile(migration => !migration.EndsWith("_NullIsLowest", StringComparison.Ordinal))
                .Last();
            await context.GetService<IMigrator>().MigrateAsync(before, Cancelled);
            var list = kind == DatabaseKind.Sqlite
                ? @"'[""\u0645\u0635\u0637\u0641\u0649"",""multi - service""]'"
                : "array['مصطفى', 'multi - service']";
            await context.Database.ExecuteSqlRawAsync(
                "insert into regions values ('MA-04', 'Rabat-Salé', 'الحسيمة', '04', 1, 2, 'OFFICIAL', 's', "
                    + "'ma-04', '04', 'الحسيمة', 'rabat-sale', 's')",
                Cancelled);
            await context.Database.ExecuteSqlRawAsync(
                "insert into programmes (code, name, aliases, data_source, source, aliases_search, axis_search, code_search, "
                    + "name_search, source_search) "
                + $"values ('P3', 'a‑b', {list}, 'OFFICIAL', 's', {list}, '', 'p3', 'a‑b', 's')", Cancelled);
        }

        await new DatabaseMigration(database.Contexts).MigrateAsync(Cancelled);

        await using var upgraded = database.Contexts.CreateDbContext();
        var region = await upgraded.Regions.Select(row =>
            new
            {
                row.Name,
                row.NameArabic,
                Folded = EF.Property<string>(row, "NameSearch"),
                Arabic = EF.Property<string>(row, "NameArabicSearch"),
                Code = EF.Property<string>(row, "CodeSearch"),
            })
            .SingleAsync(Cancelled);
        Assert.Equal(
            (TextFolding.Fold(region.Name), TextFolding.Fold(region.NameArabic), TextFolding.Fold("MA-04")),
            (region.Folded, region.Arabic, region.Code));
        var programme = await upgraded.Programmes.Select(row =>
            new
            {
                row.Aliases,
                Folded = EF.Property<IReadOnlyList<string>>(row, "AliasesSearch"),
                Name = EF.Property<string>(row, "NameSearch"),
            })
            .SingleAsync(Cancelled);
        Assert.Equal(programme.Aliases.Select(TextFolding.Fold), programme.Folded);
        Assert.Equal(TextFolding.Fold("a‑b"), programme.Name);
    }

    [Fact]
    public async Task The_model_says_of_tables_keys_checks_and_indexes_what_the_database_says()
    {
        await using var database = await TestDatabase.NameAsync(kind, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        await context.Database.EnsureCreatedAsync(Cancelled);
        var migrated = (await SchemaOfNewAsync()).Where(line => !OnlyInMigrations(line)).ToList();
        AssertSame(migrated, await DatabaseSchema.ReadAsync(context, Cancelled), "made from the model");
    }

    private static bool OnlyInMigrations(string line) =>
        line.StartsWith("trigger", StringComparison.Ordinal) || line.StartsWith("function", StringComparison.Ordinal)
        || line.Contains(" trigger ", StringComparison.Ordinal) || line.Contains("__EFMigrationsHistory", StringComparison.Ordinal)
        || line.Contains(WriteList.Table, StringComparison.Ordinal)

        // Indexes of the search: by an expression, and of a part of the rows, so that no other query may count on them.
        || line.Contains("ix_cooperatives_name_arabic_search_id", StringComparison.Ordinal)
        || line.Contains("ix_projects_title_search_words", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> SchemaOfNewAsync()
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        return await DatabaseSchema.ReadAsync(context, Cancelled);
    }

    private async Task MakeAsync(TestDatabase database, List<string> migrations)
    {
        await using var context = database.Contexts.CreateDbContext();
        await context.GetService<IMigrator>().MigrateAsync(migrations[^1], Cancelled);
        foreach (var statement in EarlierRows.Insert(kind, migrations))
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            await context.Database.OpenConnectionAsync(Cancelled);
            await command.ExecuteNonQueryAsync(Cancelled);
            await context.Database.CloseConnectionAsync();
        }
    }

    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string what) => Assert.True(
        expected.SequenceEqual(actual),
        $"A database {what} lacks:\n{string.Join('\n', expected.Except(actual))}\nand has "
            + $"besides:\n{string.Join('\n', actual.Except(expected))}");
}

/// <summary>Migrations of SQLite.</summary>
public sealed class SqliteMigrationTests() : MigrationTests(DatabaseKind.Sqlite);

/// <summary>Migrations of PostgreSQL.</summary>
public sealed class PostgresMigrationTests() : MigrationTests(DatabaseKind.PostgreSql);
