using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>The check of a month's first day looked at the day as text. A session behind a pooler writes it as its own DateStyle says, and every strike was refused.</summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261128080000_FirstDayOfMonth")]
public sealed class FirstDayOfMonth : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "alter table struck_months drop constraint ck_struck_months_first_day, add constraint ck_struck_months_first_day check (extract(day from month) = 1)");
}
