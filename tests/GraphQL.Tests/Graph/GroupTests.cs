using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Rows grouped by what is selected under <c>key</c>.</summary>
public abstract class GroupTests(GraphFixture graph)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("province { code }", "")]
    [InlineData("province { region { code } }", "")]
    [InlineData("province { name code region { code name } }", " countDistinct { phase }")]
    public async Task Sums_are_given_per_inhabitant_of_the_territory_that_rows_are_grouped_by(string territory, string more)
    {
        var groups = await GroupsAsync(
            "{ grants { groups(first: 1000, order: [{ perCapita: { sum: { amount: DESC } } }]) { perCapita { sum { "
                + $"amount }} }} key {{ cooperative {{ {territory} }} }}{more} }} }} }}");

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.Province)
            .ThenInclude(province => province.Region)
            .ToListAsync(Cancelled);
        var isRegion = territory.StartsWith("province { region", StringComparison.Ordinal);
        var expected = grants
            .GroupBy(grant => isRegion
                ? (grant.Cooperative.Province.Region.Code, grant.Cooperative.Province.Region.Population)
                : (grant.Cooperative.Province.Code, grant.Cooperative.Province.Population))
            .Select(group =>
                (
                    group.Key.Code,
                    PerCapita: decimal.Round(group.Sum(grant => grant.Amount) / group.Key.Population, 4, MidpointRounding.AwayFromZero)))
            .OrderByDescending(group => group.PerCapita).ToList();
        Assert.Equal(expected.Select(group => group.PerCapita), groups.Select(group => (decimal)group!["perCapita"]!["sum"]!["amount"]!));
        Assert.Equal(
            expected.ToHashSet(),
            groups.Select(group =>
                (
                    isRegion ? group!["key"]!["cooperative"]!["province"]!["region"]! : group!["key"]!["cooperative"]!["province"]!,
                    group["perCapita"]!["sum"]!["amount"]!))
                .Select(group => ((string)group.Item1["code"]!, (decimal)group.Item2)).ToHashSet());

        // And groups are kept by it, alone and among other conditions.
        var middle = expected[expected.Count / 2].PerCapita;
        var bound = middle.ToString(CultureInfo.InvariantCulture);
        var kept = await GroupsAsync(
            $"{{ grants {{ groups(first: 1000, where: {{ or: [{{ perCapita: {{ sum: {{ amount: {{ gt: {bound} }} }} }} }}, {{ count: {{ "
                + $"lt: 0 }} }}] }}) {{ key {{ cooperative {{ {territory} }} }} }} }} }}");
        Assert.Equal(expected.Count(group => group.PerCapita > middle), kept.Count);
    }

    [Theory]
    [InlineData("phase", "`perCapita` needs a territory: select the `code` of a province or of a region under `key`.")]
    [InlineData(
        "cooperative { province { name } }",
        "`perCapita` needs a territory: select the `code` of a province or of a region under `key`.")]
    [InlineData(
        "cooperative { province { code } } project { province { code } }", "`perCapita` needs one territory, and `key` has several.")]
    public async Task Without_a_territory_there_is_nothing_per_inhabitant(string key, string message)
    {
        var answer = await GraphFixture.AnswerAsync(
            graph.NewExecutor(), $"{{ grants {{ groups {{ key {{ {key} }} perCapita {{ sum {{ amount }} }} }} }} }}");
        var filtered = await GraphFixture.AnswerAsync(
            graph.NewExecutor(),
            $"{{ grants {{ groups(where: {{ perCapita: {{ sum: {{ amount: {{ gt: 1 }} }} }} }}) {{ key {{ {key} }} }} }} }}");

        Assert.Equal(message, (string)answer["errors"]![0]!["message"]!);
        Assert.Equal(message, (string)filtered["errors"]![0]!["message"]!);
    }

    [Fact]
    public async Task Rows_are_grouped_by_exactly_what_is_selected_under_key()
    {
        var groups = await GroupsAsync("""
            { grants(where: { awardedOn: { gte: "2012-01-01" } }) { groups(first: 1000) {
                key { cooperative { province { region { code } } valueChain { sector } } year: awardedOn(by: YEAR) phase }
                count sum { amount } avg { amount } min { awardedOn } max { amount cooperative { foundedYear } }
                    countDistinct { cooperative { id } }
                share { count sum { amount } } } } }
            """);

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.Province)
            .ThenInclude(province => province.Region)
            .Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.ValueChain)
            .Where(grant => grant.AwardedOn >= new DateOnly(2012, 1, 1)).ToListAsync(Cancelled);
        var total = grants.Sum(grant => grant.Amount);
        var expected = grants
            .GroupBy(grant =>
                (
                    Region: grant.Cooperative.Province.Region.Code,
                    Sector: grant.Cooperative.ValueChain?.Sector,
                    grant.AwardedOn!.Value.Year,
                    grant.Phase))
            .OrderBy(group => group.Key.Region, StringComparer.Ordinal).ToList();

        Assert.True(expected.Count > 50);
        Assert.Equal(expected.Count, groups.Count);
        foreach (var group in groups)
        {
            var key = group!["key"]!;
            var rows = expected.Single(candidate =>
                candidate.Key.Region == (string?)key["cooperative"]!["province"]!["region"]!["code"]
                && candidate.Key.Sector == (string?)key["cooperative"]!["valueChain"]!["sector"]
                && $"{candidate.Key.Year}-01-01" == (string?)key["year"]
                && candidate.Key.Phase?.ToString() == (string?)key["phase"]).ToList();
            Assert.Equal(rows.Count, (int)group["count"]!);
            Assert.Equal(rows.Sum(grant => grant.Amount), (decimal)group["sum"]!["amount"]!);
            Assert.Equal(
                decimal.Round(rows.Average(grant => grant.Amount), 4, MidpointRounding.AwayFromZero), (decimal)group["avg"]!["amount"]!);
            Assert.Equal($"{rows.Min(grant => grant.AwardedOn):yyyy-MM-dd}", (string?)group["min"]!["awardedOn"]);
            Assert.Equal(rows.Max(grant => grant.Cooperative.FoundedYear), (int?)group["max"]!["cooperative"]!["foundedYear"]);
            Assert.Equal(
                rows.Select(grant => grant.Cooperative.Id).Distinct().Count(), (int)group["countDistinct"]!["cooperative"]!["id"]!);
            Assert.Equal(
                decimal.Round((decimal)rows.Count / grants.Count, 6, MidpointRounding.AwayFromZero), (decimal)group["share"]!["count"]!);
            Assert.Equal(
                decimal.Round(rows.Sum(grant => grant.Amount) / total, 6, MidpointRounding.AwayFromZero),
                (decimal)group["share"]!["sum"]!["amount"]!);
        }
    }

    [Theory]
    [InlineData("DAY")]
    [InlineData("WEEK")]
    [InlineData("MONTH")]
    [InlineData("QUARTER")]
    [InlineData("YEAR")]
    public async Task Days_and_moments_are_grouped_by_the_first_day_of_their_period(string period)
    {
        var groups = await GroupsAsync(
            $$"""{ movements(where: { kind: { eq: REFUND } }) { groups(first: 1000) { key { effectiveOn(by: {{period}}) """
                + $$"""recordedAt(by: {{period}}) } count } } }""");

        await using var context = graph.Context();
        var movements = await context.Movements.Where(movement => movement.Kind == Domain.Grants.MovementKind.Refund)
            .ToListAsync(Cancelled);
        var expected = movements
            .GroupBy(movement =>
                (Effective: Start(movement.EffectiveOn), Recorded: Start(DateOnly.FromDateTime(movement.RecordedAt.UtcDateTime))))
            .OrderBy(group => group.Key.Effective).ThenBy(group => group.Key.Recorded)
            .Select(group => $"{group.Key.Effective:yyyy-MM-dd} {group.Key.Recorded:yyyy-MM-dd}T00:00:00Z {group.Count()}");
        Assert.NotEmpty(groups);
        Assert.Equal(expected, groups.Select(group => $"{group!["key"]!["effectiveOn"]} {group["key"]!["recordedAt"]} {group["count"]}"));

        DateOnly Start(DateOnly day) => period switch
        {
            "DAY" => day,
            "WEEK" => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            "MONTH" => new DateOnly(day.Year, day.Month, 1),
            "QUARTER" => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
            _ => new DateOnly(day.Year, 1, 1),
        };
    }

    [Fact]
    public async Task Numbers_are_grouped_by_buckets_whose_widths_may_come_from_variables()
    {
        const string query =
            "query ($width: Decimal, $years: Int!) { grants { groups(first: 1000) { key { amount(bucket: $width) "
                + "cooperative { foundedYear(bucket: $years) } } count } } }";
        var groups = await GroupsAsync(query, new { width = 33333.33, years = 5 });

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Cooperative).ToListAsync(Cancelled);
        var expected = grants.GroupBy(
            grant => (Amount: Math.Floor(grant.Amount / 33333.33m) * 33333.33m, Year: grant.Cooperative.FoundedYear / 5 * 5))
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(expected.Count, groups.Count);
        Assert.All(groups, group => Assert.Equal(
            expected[((decimal)group!["key"]!["amount"]!, (int?)group["key"]!["cooperative"]!["foundedYear"])], (int)group["count"]!));

        // A width that is left out groups by the values themselves.
        var exact = grants.GroupBy(grant => (grant.Amount, Year: grant.Cooperative.FoundedYear / 100 * 100))
            .OrderBy(group => group.Key.Amount)
            .Take(1000);
        Assert.Equal(
            exact.Select(group => (group.Key.Amount, group.Count())),
            (await GroupsAsync(query, new { years = 100 })).Select(group => ((decimal)group!["key"]!["amount"]!, (int)group["count"]!)));

        var error = await graph.ErrorAsync(query, new { width = 0, years = 5 });
        Assert.Contains("greater than zero", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal("""["grants","groups"]""", error["path"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_unknown_is_a_group_of_its_own_and_comes_first()
    {
        var groups = await GroupsAsync(
            "{ grants { groups(first: 1000) { key { awardedOn(by: YEAR) project { totalCost(bucket: 100000) } } count } } }");

        await using var context = graph.Context();
        var undated = await context.Grants.CountAsync(grant => grant.AwardedOn == null, Cancelled);
        var first = groups.TakeWhile(group => group!["key"]!["awardedOn"] is null).ToList();
        Assert.True(undated > 0);
        Assert.Equal(undated, first.Sum(group => (int)group!["count"]!));
        Assert.Equal(await context.Grants.CountAsync(Cancelled), groups.Sum(group => (int)group!["count"]!));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("population(bucket: 1000000)")]
    public async Task Rows_of_which_a_reference_is_unknown_stay_in_groups_by_what_lies_behind_it(string field)
    {
        var groups = await GroupsAsync(
            $"{{ grants {{ groups(first: 1000) {{ key {{ project {{ province {{ region {{ {field} }} }} }} }} count }} }} }}");

        await using var context = graph.Context();
        var unknown = await context.Grants.CountAsync(grant => grant.Project == null, Cancelled);
        Assert.True(unknown > 0);
        Assert.Equal(
            unknown,
            (int)groups.Single(group => group!["key"]!["project"]!["province"]!["region"]![field.Split('(')[0]] is null)!["count"]!);
        Assert.Equal(await context.Grants.CountAsync(Cancelled), groups.Sum(group => (int)group!["count"]!));
    }

    [Fact]
    public async Task Groups_are_kept_by_conditions_on_aggregates_and_shares_stay_parts_of_the_whole()
    {
        var all = await GroupsAsync(
            "{ grants { groups(first: 1000) { key { cooperative { province { code } } } count sum { amount } avg { amount } "
                + "countDistinct { phase } max { awardedOn } } } }");
        var kept = await GroupsAsync("""
            query ($least: Decimal, $mean: Decimal!) { grants { groups(first: 1000, where: {
                and: [
                    { count: { gt: 10 }, sum: { amount: { gte: $least } } },
                    { or: [{ avg: { amount: { lt: $mean } } }, { countDistinct: { phase: { in: [1, 2] } } }] }
                ],
                max: { awardedOn: { gt: "2020-01-01" } } }) {
                key { cooperative { province { code } } } count share { count } } } }
            """, new { least = 1_500_000, mean = 160_000.5 });

        var total = all.Sum(group => (int)group!["count"]!);
        var expected = all.Where(group =>
            (int)group!["count"]! > 10 && (decimal)group["sum"]!["amount"]! >= 1_500_000
            && ((decimal)group["avg"]!["amount"]! < 160_000.5m || (int)group["countDistinct"]!["phase"]! is 1 or 2)
            && string.CompareOrdinal((string?)group["max"]!["awardedOn"], "2020-01-01") > 0).ToList();
        Assert.InRange(expected.Count, 2, all.Count - 2);
        Assert.Equal(
            expected.Select(group =>
                (group!["key"]!.ToJsonString(), decimal.Round((decimal)(int)group["count"]! / total, 6, MidpointRounding.AwayFromZero))),
            kept.Select(group => (group!["key"]!.ToJsonString(), (decimal)group["share"]!["count"]!)));
    }

    [Theory]
    [InlineData("[{ sum: { amount: DESC } }]")]
    [InlineData("[{ key: { cooperative: { province: { name: DESC } } } }, { count: ASC }]")]
    [InlineData("[{ avg: { amount: ASC } }, { key: { awardedOn: DESC } }]")]
    [InlineData("[{ max: { cooperative: { foundedYear: ASC } }, count: DESC }]")]
    [InlineData("[]")]
    public async Task Walking_by_cursors_gives_every_group_once_and_in_order(string order)
    {
        var query = $$"""
            query ($first: Int, $after: String) {
                grants(where: { cooperative: { province: { region: { code: { in: ["MA-04", "MA-06"] } } } } }) {
                groups(first: $first, after: $after, order: {{order}}) {
                cursor key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } } } }
            """;
        var whole = (await GroupsAsync(query, new { first = 1000 })).Select(group => group!.ToJsonString()).ToList();

        var walked = new List<string>();
        string? after = null;
        for (var size = 7; size == 7;)
        {
            var page = await GroupsAsync(query, new { first = 7, after });
            walked.AddRange(page.Select(group => group!.ToJsonString()));
            (size, after) = (page.Count, (string?)page.LastOrDefault()?["cursor"]);
        }

        Assert.True(whole.Count > 100);
        Assert.Equal(whole, walked);
    }

    [Fact]
    public async Task Words_sort_as_people_read_them()
    {
        var groups = await GroupsAsync("{ provinces { groups(first: 1000) { key { name } } } }");
        var collection = await graph.DataAsync("{ provinces(first: 50, order: [{ name: ASC }]) { nodes { name } } }");
        Assert.Equal(
            collection["provinces"]!["nodes"]!.AsArray().Select(node => (string?)node!["name"]),
            groups.Take(50).Select(group => (string?)group!["key"]!["name"]));
    }

    [Fact]
    public async Task Nested_lists_have_groups_of_each_parent_in_one_statement()
    {
        const string query = """
            { regions(first: 12) { nodes { code cooperatives(where: { foundedYear: { gte: 2000 } }) {
                top: groups(first: 2, order: [{ count: DESC }]) { key { valueChain { sector } } count share { count } }
                years: groups { key { foundedYear(bucket: 10) } count } } } } }
            """;
        var data = await graph.DataAsync(query);

        await using var context = graph.Context();
        var cooperatives = await context.Cooperatives.Include(cooperative => cooperative.ValueChain)
            .Include(cooperative => cooperative.Province)
            .ThenInclude(province => province.Region)
            .Where(cooperative => cooperative.FoundedYear >= 2000).ToListAsync(Cancelled);
        foreach (var node in data["regions"]!["nodes"]!.AsArray())
        {
            var own = cooperatives.Where(cooperative => cooperative.Province.Region.Code == (string?)node!["code"]).ToList();
            var expected = own.GroupBy(cooperative => cooperative.ValueChain?.Sector).OrderByDescending(group => group.Count()).ThenBy(
                group => group.Key, StringComparer.Ordinal)
                .Take(2);
            var groups = node!["cooperatives"]!;
            Assert.Equal(
                expected.Select(group =>
                    $"{group.Key} {group.Count()} "
                        + $"{Share(group.Count(), own.Count)}"),
                groups["top"]!.AsArray().Select(group =>
                    $"{group!["key"]!["valueChain"]!["sector"]} {group["count"]} {group["share"]!["count"]}"));
            Assert.Equal(
                own.GroupBy(cooperative => cooperative.FoundedYear!.Value / 10 * 10).OrderBy(group => group.Key).Select(
                    group => (group.Key, group.Count())),
                groups["years"]!.AsArray().Select(group => ((int)group!["key"]!["foundedYear"]!, (int)group["count"]!)));
        }

        var (executor, database) = graph.Counting();
        await executor.ExecuteAsync(new(query), Cancelled);
        Assert.Equal(3, database.Statements.Count);
    }

    [Theory]
    [InlineData("{ grants { groups { count } } }", "selects no field under `key`")]
    [InlineData("{ grants { groups { key { __typename } count } } }", "selects no field under `key`")]
    [InlineData(
        "{ grants { groups(order: [{ key: { phase: ASC } }]) { key { awardedOn } } } }",
        "`key.phase`, which is not selected under `key`")]
    [InlineData("{ grants { groups(first: 1001) { key { phase } } } }", "maximum allowed items")]
    [InlineData("{ grants { groups(first: -1) { key { phase } } } }", "at least 0")]
    [InlineData("""{ grants { groups(after: "abc") { key { phase } } } }""", "invalid format")]
    [InlineData("{ grants { groups(order: [{ count: null }]) { key { phase } } } }", "Null values are not supported")]
    [InlineData("{ grants { groups(where: { sum: null }) { key { phase } } } }", "Null values are not supported")]
    public async Task What_cannot_be_grouped_is_refused_with_a_reason_and_the_rest_is_answered(string query, string reason)
    {
        var answer = await graph.AnswerAsync(query.Replace("{ grants { ", "{ grants { totalCount ", StringComparison.Ordinal));
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Contains(reason, (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal("""["grants","groups"]""", error["path"]!.ToJsonString());
        Assert.True((int)answer["data"]!["grants"]!["totalCount"]! > 0);
        Assert.Null(answer["data"]!["grants"]!["groups"]);
    }

    private static string Share(int count, int all) => decimal.Round((decimal)count / all, 6, MidpointRounding.AwayFromZero)
        .ToString("0.######", CultureInfo.InvariantCulture);

    private async Task<JsonArray> GroupsAsync(string query, object? variables = null)
    {
        var data = await graph.DataAsync(query, variables);
        return data.AsObject().Single().Value!["groups"]!.AsArray();
    }
}

public sealed class GroupsOnSqlite(SqliteGraph graph) : GroupTests(graph), IClassFixture<SqliteGraph>;

public sealed class GroupsOnPostgres(PostgresGraph graph) : GroupTests(graph), IClassFixture<PostgresGraph>;

public sealed class GroupsOnColumns(ColumnsGraph graph) : GroupTests(graph), IClassFixture<ColumnsGraph>;
