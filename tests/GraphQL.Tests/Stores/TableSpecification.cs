using System.Globalization;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Tables;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// What a table is, on every store: the rows of a list or of its groups, in its order, a column for each value that is selected.
/// </summary>
public abstract class TableSpecification(LibraryStore store)
{
    private static readonly string[] Members = ["id", "serial", "note", "state", "late", "days", "stamp", "fee", "dueOn", "returnedAt"];

    [Theory]
    [InlineData("")]
    [InlineData(", first: 7")]
    public async Task Rows_come_in_their_order_with_their_values_and_those_of_what_they_refer_to(string page)
    {
        var rows = await ReadAsync(
            $"{{ loans(order: [{{ dueOn: DESC }}, {{ id: ASC }}]{page}) {{ nodes {{ {string.Join(' ', Members)} "
                + "book { note fee } } } }");

        var expected = LibraryRows.Loans
            .OrderByDescending(loan => loan.DueOn, Comparer<DateOnly?>.Create((one, other) => LibraryRows.Order.Compare(one, other)))
            .ThenBy(loan => loan.Id.ToString("N"), StringComparer.Ordinal)
            .Take(page.Length == 0 ? int.MaxValue : 7)
            .Select(loan => (string[])[.. Members.Select(member => Cell(loan, member)), Cell(loan, "book.note"), Cell(loan, "book.fee")]);
        Assert.Equal([.. Members, "book.note", "book.fee"], rows[0]);
        Assert.Equal(expected, rows.Skip(1));
    }

    [Fact]
    public async Task Groups_are_a_table_of_their_keys_and_totals()
    {
        var rows = await ReadAsync("{ loans { groups(order: [{ key: { state: ASC } }]) { key { state } count sum { fee } } } }");

        var expected = LibraryRows.Loans.GroupBy(loan => loan.State is { } state ? EnumNames.Of(state) : null)
            .OrderBy(group => group.Key, LibraryRows.Order)
            .Select(group => (string[])
                [
                    group.Key ?? "",
                    group.Count().ToString(CultureInfo.InvariantCulture),
                    group.Sum(loan => loan.Fee ?? 0).ToString("0.##", CultureInfo.InvariantCulture),
                ]);
        Assert.Equal(["key.state", "count", "sum.fee"], rows[0]);
        Assert.Equal(expected, rows.Skip(1));
    }

    [Fact]
    public async Task Rows_come_by_what_is_computed_of_their_lists()
    {
        var value = LibraryAggregate.All.Single(known => known is { Function: "sum", IsOfPaid: true });

        var rows = await ReadAsync(
            $"{{ books(where: {{ {value.At("{ neq: null }")} }}, order: [{{ {value.At("DESC")} }}]) {{ nodes {{ id }} }} }}");

        var expected = LibraryRows.Books.Where(book => value.Of(book) is not null).OrderByDescending(value.Of, LibraryRows.Order)
            .ThenByDescending(book => book.Id.ToString("N"), StringComparer.Ordinal);
        Assert.Equal(expected.Select(book => book.Id.ToString()), rows.Skip(1).Select(row => row[0]));
    }

    [Fact]
    public async Task What_matches_nothing_is_a_table_without_rows() =>
        Assert.Equal(["note"], Assert.Single(await ReadAsync("{ loans(where: { note: { eq: \"nothing\" } }) { nodes { note } } }")));

    // 7.5 and 7.50 are one amount.
    private async Task<List<string[]>> ReadAsync(string query)
    {
        var rows = TableServer.Parse(await store.TableAsync(query));
        var amounts = Enumerable.Range(0, rows[0].Length).Where(column => rows[0][column].EndsWith("fee", StringComparison.Ordinal))
            .ToList();
        foreach (var row in rows.Skip(1))
        {
            amounts.ForEach(column =>
                row[column] = row[column].Length == 0 ? "" : decimal.Parse(row[column], CultureInfo.InvariantCulture).ToString(
                    "0.##", CultureInfo.InvariantCulture));
        }

        return rows;
    }

    private static string Cell(Loan loan, string member) => LibraryRows.Paths.Single(path => path.ToString() == member).Of(loan) switch
    {
        null => "",
        decimal amount => amount.ToString("0.##", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => text,
        var value => (string)JsonNode.Parse(LibraryPath.Json(value)!.ToJsonString())!.AsValue().ToString(),
    };
}

public sealed class TableOnSqlite(SqliteLibrary store) : TableSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class TableOnPostgres(PostgresLibrary store) : TableSpecification(store), IClassFixture<PostgresLibrary>;
