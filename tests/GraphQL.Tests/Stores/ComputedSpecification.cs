using System.Globalization;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Tables;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// Members that the database computes of a row: a share, rounded to four decimals (half away from zero), and a number of days up to today.
/// They are queried like any other member.
/// </summary>
public abstract class ComputedSpecification(LibraryStore store)
{
    [Theory]
    [InlineData("share", false)]
    [InlineData("share", true)]
    [InlineData("age", false)]
    [InlineData("age", true)]
    public async Task It_is_selected_and_sorted_and_filtered_by(string member, bool isOfBook)
    {
        var path = new LibraryPath(member, isOfBook);
        foreach (var direction in new[] { "ASC", "DESC" })
        {
            var rows = new List<JsonNode>();
            for (string? after = null; after != "";)
            {
                var page = (await store.DataAsync(
                    $"query($after: String) {{ loans(first: 7, after: $after, order: [{{ {path.At(direction)} }}]) {{ pageInfo {{ "
                        + $"hasNextPage endCursor }} nodes {{ id {path.Selection} }} }} }}",
                    new { after }))["loans"]!;
                rows.AddRange(page["nodes"]!.AsArray().Select(node => node!));
                after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : "";
            }

            var sorted = direction == "ASC"
                ? LibraryRows.Loans.OrderBy(path.Of, LibraryRows.Order).ThenBy(loan => loan.Id.ToString("N"), StringComparer.Ordinal)
                : LibraryRows.Loans.OrderByDescending(path.Of, LibraryRows.Order).ThenByDescending(
                    loan => loan.Id.ToString("N"), StringComparer.Ordinal);
            Assert.Equal(
                sorted.Select(loan => (loan.Id, Number(path.Of(loan)))), rows.Select(node => ((Guid)node["id"]!, (decimal?)path.In(node))));
        }

        foreach (var value in LibraryRows.Loans.Select(path.Of).Distinct())
        {
            var literal = Number(value)?.ToString(CultureInfo.InvariantCulture) ?? "null";
            Assert.Equal(LibraryRows.Loans.Count(loan => Equals(path.Of(loan), value)), await CountAsync($"{{ eq: {literal} }}"));
            Assert.Equal(LibraryRows.Loans.Count(loan => !Equals(path.Of(loan), value)), await CountAsync($"{{ neq: {literal} }}"));
            if (value is not null)
            {
                Assert.Equal(
                    LibraryRows.Loans.Count(loan => Number(path.Of(loan)) > Number(value)), await CountAsync($"{{ gt: {literal} }}"));
                Assert.Equal(
                    LibraryRows.Loans.Count(loan => Number(path.Of(loan)) == Number(value)), await CountAsync($"{{ in: [{literal}] }}"));
            }
        }

        async Task<int> CountAsync(string condition) =>
            (int)(await store.DataAsync($"{{ loans(where: {{ {path.At(condition)} }}) {{ totalCount }} }}"))["loans"]!["totalCount"]!;
    }

    [Fact]
    public async Task It_is_grouped_by_and_has_a_lowest_and_a_highest_value_and_is_a_column_of_a_table()
    {
        var (share, age) = (new LibraryPath("share", IsOfBook: false), new LibraryPath("age", IsOfBook: false));
        var data = (await store.DataAsync(
            "{ loans { aggregate { min { share age } max { share age } countDistinct { share age } } "
                + "groups(first: 1000) { key { share(bucket: 0.25) } count } } }"))["loans"]!;
        foreach (var path in new[] { share, age })
        {
            var known = LibraryRows.Loans.Select(loan => Number(path.Of(loan))).OfType<decimal>().ToList();
            Assert.Equal(known.Min(), (decimal)data["aggregate"]!["min"]![path.Name]!);
            Assert.Equal(known.Max(), (decimal)data["aggregate"]!["max"]![path.Name]!);
            Assert.Equal(known.Distinct().Count(), (int)data["aggregate"]!["countDistinct"]![path.Name]!);
        }

        Assert.Equal(
            LibraryRows.Loans.GroupBy(loan => share.Of(loan) is decimal known ? Math.Floor(known * 4) / 4 : (decimal?)null)
                .Select(group => (group.Key, group.Count()))
                .ToHashSet(),
            data["groups"]!.AsArray().Select(group => ((decimal?)group!["key"]!["share"], (int)group["count"]!)).ToHashSet());
        var table = TableServer.Parse(await store.TableAsync("{ loans(order: [{ id: ASC }]) { nodes { share age } } }"));
        Assert.Equal(
            LibraryRows.Loans.OrderBy(loan => loan.Id.ToString("N"), StringComparer.Ordinal).Select(
                loan => (Number(share.Of(loan)), Number(age.Of(loan)))),
            table.Skip(1).Select(row => (Cell(row[0]), Cell(row[1]))));
    }

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static decimal? Cell(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}

public sealed class ComputedOnSqlite(SqliteLibrary store) : ComputedSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class ComputedOnPostgres(PostgresLibrary store) : ComputedSpecification(store), IClassFixture<PostgresLibrary>;
