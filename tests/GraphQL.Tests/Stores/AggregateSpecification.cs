using System.Globalization;
using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// What totals and groups give, on every store: exact sums, means to four decimals, null of nothing, texts by code point.
/// </summary>
public abstract class AggregateSpecification(LibraryStore store)
{
    private static readonly string[] Ordered = ["note", "state", "days", "stamp", "fee", "dueOn", "returnedAt"];

    private static readonly string All =
        $"aggregate {{ count sum {{ days fee }} avg {{ days fee }} min {{ {string.Join(' ', Ordered)} }} "
            + $"max {{ {string.Join(' ', Ordered)} }} "
        + $"countDistinct {{ id serial late {string.Join(' ', Ordered)} }} }}";

    public static TheoryData<string, string> Filters => new()
    {
        { "", "all" },
        { "fee: { gt: 0 }", "fee > 0" },
        { "state: { eq: LOST }", "lost" },
        { "note: { eq: \"nothing\" }", "none" },
        { "book: { late: { eq: true } }", "of a late book" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Totals_are_those_of_the_rows_that_match(string where, string which)
    {
        var answer = await store.DataAsync($"{{ loans(where: {{ {where} }}) {{ {All} }} }}");

        AssertTotals(LibraryRows.Loans.Where(Matches(which)), answer["loans"]!["aggregate"]!);
    }

    [Fact]
    public async Task Totals_of_a_list_in_a_list_are_those_of_each_owner()
    {
        var answer = await store.DataAsync($"{{ books(first: 50) {{ nodes {{ id loans(where: {{ fee: {{ gt: 0 }} }}) {{ {All} }} }} }} }}");

        foreach (var book in answer["books"]!["nodes"]!.AsArray())
        {
            AssertTotals(
                LibraryRows.Loans.Where(loan => loan.Book?.Id == (Guid)book!["id"]! && loan.Fee > 0), book!["loans"]!["aggregate"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Groups_have_the_totals_of_their_rows(string where, string which)
    {
        var answer = await store.DataAsync(
            $"{{ loans(where: {{ {where} }}) {{ groups(first: 1000) {{ key {{ state late }} count sum {{ fee }} avg {{ fee }} "
                + "max { note } countDistinct { dueOn } } } }");

        var expected = LibraryRows.Loans.Where(Matches(which)).GroupBy(loan => (loan.State, loan.Late)).Select(group =>
            $"{(group.Key.State is { } state ? EnumNames.Of(state) : null)} {group.Key.Late} {group.Count()} "
                + $"{Sum(group, loan => loan.Fee):0.####} {Mean(group, loan => loan.Fee):0.####} "
                + $"{Text(Extreme(group, "note", isHighest: true))} {Distinct(group, "dueOn")}");
        var given = answer["loans"]!["groups"]!.AsArray().Select(group =>
            $"{(string?)group!["key"]!["state"]} {(bool?)group["key"]!["late"]} {(int)group["count"]!} "
                + $"{(decimal?)group["sum"]!["fee"]:0.####} {(decimal?)group["avg"]!["fee"]:0.####} {Text(group["max"]!["note"])} "
                + $"{(int)group["countDistinct"]!["dueOn"]!}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Totals_and_groups_of_the_same_rows_are_the_same_together_as_apart(string where, string which)
    {
        string[] totals =
        [
            All, "aggregate { count avg { days fee } max { note state } countDistinct { dueOn } }",
            "aggregate { countDistinct { late book { id } } }", "aggregate { count }",
        ];
        string[] groups =
        [
            "key { state }", "key { late book { note } } sum { fee } share { count }", "key { dueOn(by: YEAR) } avg { fee } max { note }",
        ];
        foreach (var (total, group) in totals.SelectMany(_ => groups, (total, group) => (total, group)))
        {
            foreach (var page in new[] { "", "(first: 1)", "(first: 0)", "(order: [{ count: DESC }])" })
            {
                var together =
                    (await store.DataAsync(
                        $"{{ loans(where: {{ {where} }}) {{ {total} again: {total} groups{page} {{ {group} }} }} }}"))["loans"]!;
                var apart = await store.DataAsync(
                    $"{{ totals: loans(where: {{ {where} }}) {{ {total} }} "
                        + $"groups: loans(where: {{ {where} }}) {{ groups{page} {{ {group} }} }} }}");

                Assert.Equal(apart["totals"]!["aggregate"]!.ToJsonString(), together["aggregate"]!.ToJsonString());
                Assert.Equal(together["aggregate"]!.ToJsonString(), together["again"]!.ToJsonString());
                Assert.Equal(apart["groups"]!["groups"]!.ToJsonString(), together["groups"]!.ToJsonString());
            }
        }

        var distinct =
            (await store.DataAsync(
                $"{{ loans(where: {{ {where} }}) {{ aggregate {{ "
                    + "countDistinct { dueOn } } } }"))["loans"]!["aggregate"]!["countDistinct"]!;
        Assert.Equal(Distinct(LibraryRows.Loans.Where(Matches(which)), "dueOn"), (int)distinct["dueOn"]!);
    }

    [Theory]
    [InlineData("count: { gt: 4 }")]
    [InlineData("sum: { fee: { gt: 0 } }")]
    [InlineData("sum: { fee: { eq: null } }")]
    [InlineData("max: { dueOn: { lt: \"2000-01-01\" } }")]
    [InlineData("or: [{ count: { lt: 3 } }, { count: { gt: 4 } }]")]
    public async Task Conditions_on_groups_keep_those_that_meet_them(string where)
    {
        var answer = await store.DataAsync($"{{ loans {{ groups(first: 1000, where: {{ {where} }}) {{ key {{ days late }} }} }} }}");

        var expected = LibraryRows.Loans.GroupBy(loan => (loan.Days, loan.Late)).Where(group => where[..4] switch
        {
            "coun" => group.Count() > 4,
            "sum:" when where.Contains("null", StringComparison.Ordinal) => Sum(group, loan => loan.Fee) is null,
            "sum:" => Sum(group, loan => loan.Fee) > 0,
            "max:" => group.Max(loan => loan.DueOn) < new DateOnly(2000, 1, 1),
            _ => group.Count() is < 3 or > 4,
        }).Select(group => $"{group.Key.Days} {group.Key.Late}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            answer["loans"]!["groups"]!.AsArray().Select(group => $"{(int?)group!["key"]!["days"]} {(bool?)group["key"]!["late"]}")
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MONTH")]
    [InlineData("YEAR")]
    public async Task Days_and_moments_are_grouped_by_calendar_periods(string period)
    {
        var answer = await store.DataAsync(
            $"{{ loans {{ groups(first: 1000) {{ key {{ dueOn(by: {period}) returnedAt(by: {period}) }} count }} }} }}");

        string? Start(DateTime? moment) => moment is { } known ? new DateOnly(known.Year, period == "YEAR" ? 1 : known.Month, 1)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var expected = LibraryRows.Loans
            .GroupBy(loan => (Day: Start(loan.DueOn?.ToDateTime(default)), Moment: Start(loan.ReturnedAt?.UtcDateTime)))
            .Select(group => $"{group.Key.Day} {group.Key.Moment} {group.Count()}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            answer["loans"]!["groups"]!.AsArray()
                .Select(group =>
                    $"{(string?)group!["key"]!["dueOn"]} {((string?)group["key"]!["returnedAt"])?[..10]} {(int)group["count"]!}")
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0.03)]
    public async Task Amounts_are_grouped_by_buckets(decimal width)
    {
        var answer = await store.DataAsync(
            FormattableString.Invariant($"{{ loans {{ groups(first: 1000) {{ key {{ fee(bucket: {width}) }} count }} }} }}"));

        var expected = LibraryRows.Loans.GroupBy(loan => loan.Fee is { } fee ? Math.Floor(fee / width) * width : (decimal?)null).Select(
            group => FormattableString.Invariant($"{group.Key:0.00} {group.Count()}"));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            answer["loans"]!["groups"]!
                .AsArray()
                .Select(group => FormattableString.Invariant($"{(decimal?)group!["key"]!["fee"]:0.00} {(int)group["count"]!}"))
                .Order(StringComparer.Ordinal));
    }

    private static Func<Loan, bool> Matches(string which) => which switch
    {
        "all" => _ => true,
        "fee > 0" => loan => loan.Fee > 0,
        "lost" => loan => loan.State == LoanState.Lost,
        "none" => _ => false,
        _ => loan => loan.Book?.Late == true,
    };

    private static void AssertTotals(IEnumerable<Loan> rows, JsonNode totals)
    {
        var loans = rows.ToList();
        Assert.Equal(loans.Count, (int)totals["count"]!);
        Assert.Equal(Sum(loans, loan => loan.Days), (decimal?)totals["sum"]!["days"]);
        Assert.Equal(Sum(loans, loan => loan.Fee), (decimal?)totals["sum"]!["fee"]);
        Assert.Equal(Mean(loans, loan => loan.Days), (decimal?)totals["avg"]!["days"]);
        Assert.Equal(Mean(loans, loan => loan.Fee), (decimal?)totals["avg"]!["fee"]);
        foreach (var member in Ordered)
        {
            Assert.Equal(Text(Extreme(loans, member, isHighest: false)), Text(totals["min"]![member]));
            Assert.Equal(Text(Extreme(loans, member, isHighest: true)), Text(totals["max"]![member]));
        }

        foreach (var member in (string[])["id", "serial", "late", .. Ordered])
        {
            Assert.Equal(Distinct(loans, member), (int)totals["countDistinct"]![member]!);
        }
    }

    private static decimal? Sum(IEnumerable<Loan> loans, Func<Loan, decimal?> value) =>
        loans.Select(value).OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() : null;

    private static decimal? Mean(IEnumerable<Loan> loans, Func<Loan, decimal?> value) =>
        loans.Select(value).OfType<decimal>().ToList() is { Count: > 0 } known
        ? decimal.Round(known.Sum() / known.Count, 4, MidpointRounding.AwayFromZero)
        : null;

    private static JsonNode? Extreme(IEnumerable<Loan> loans, string member, bool isHighest)
    {
        var known = Values(loans, member).OrderBy(LibraryPath.Ordered, LibraryRows.Order).ToList();
        return known.Count == 0 ? null : JsonNode.Parse(LibraryPath.Json(isHighest ? known[^1] : known[0])!.ToJsonString());
    }

    private static int Distinct(IEnumerable<Loan> loans, string member) => Values(loans, member).Distinct().Count();

    private static IEnumerable<object> Values(IEnumerable<Loan> loans, string member)
    {
        var path = LibraryRows.Paths.Single(path => path.ToString() == member);
        return loans.Select(path.Of).OfType<object>();
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue known when known.TryGetValue<decimal>(out var number) => number.ToString("0.####", CultureInfo.InvariantCulture),
        JsonValue known when known.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}

public sealed class AggregateOnSqlite(SqliteLibrary store) : AggregateSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class AggregateOnPostgres(PostgresLibrary store) : AggregateSpecification(store), IClassFixture<PostgresLibrary>;

public sealed class AggregateOnColumns(ColumnsLibrary store) : AggregateSpecification(store), IClassFixture<ColumnsLibrary>;
