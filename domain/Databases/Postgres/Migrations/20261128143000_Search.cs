using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// A search reads the names of cooperatives in their order, the Arabic ones too: an index of those that are known. Of the titles of projects, of which
/// there are several for each cooperative, it finds the few that have a word: an index of their words.
/// </summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261128143000_Search")]
public sealed class Search : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("create index ix_cooperatives_name_arabic_search_id on cooperatives (name_arabic_search, id) where name_arabic_search <> ''");

        // No extension, which a managed server may refuse. The cost keeps the planner from computing the words of every row where the index has them; it stays
        // below what would have the statement compiled, or spread over several processes. A word has at most
        // 2,046 bytes there (https://www.postgresql.org/docs/current/textsearch-limits.html): words beyond the first 500 letters of a title are not found.
        migrationBuilder.Sql(
            """
            create function search_words(value text) returns tsvector language plpgsql immutable strict cost 100 as $$
            begin
                return array_to_tsvector(array_remove(string_to_array(translate(left(value, 500), '''"()/.,', '       '), ' '), ''));
            end $$
            """);
        migrationBuilder.Sql("create index ix_projects_title_search_words on projects using gin (search_words(title_search))");
    }
}
