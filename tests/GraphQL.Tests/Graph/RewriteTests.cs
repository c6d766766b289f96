using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>The rewrites of a plan, each a function from a relation to a relation.</summary>
public sealed class RewriteTests(SqliteGraph graph) : IClassFixture<SqliteGraph>
{
    [Theory]
    [InlineData("""{ province: { region: { code: { eq: "MA-04" } } } }""", "name: ASC", "province")]
    [InlineData("""{ province: { population: { gt: 500000 } }, foundedYear: { gte: 2010 } }""", "name: DESC", "province")]
    [InlineData(
        """{ or: [{ province: { population: { gt: 500000 } } }, { province: { code: { eq: "MA-KHE" } } }] }""", "name: ASC", "province")]
    [InlineData("""{ province: { code: { eq: "MA-KHE" } } }""", "name: ASC", null)]
    [InlineData("""{ province: { population: { gt: 500000 } } }""", "foundedYear: ASC", null)]
    [InlineData("""{ or: [{ province: { population: { gt: 500000 } } }, { foundedYear: { gte: 2010 } }] }""", "name: ASC", null)]
    [InlineData(
        """{ or: [{ province: { population: { gt: 500000 } } }, { grants: { aggregate: { count: { gt: 1 } } } }] }""", "name: ASC", null)]
    [InlineData("""{ province: { population: { gt: 500000 } }, grants: { aggregate: { count: { gt: 1 } } } }""", "name: ASC", "province")]
    [InlineData("""{ province: { population: { gt: 500000 } } }""", "grants: { aggregate: { count: ASC } }", null)]
    [InlineData("""{ foundedYear: { gte: 2010 } }""", "name: ASC", null)]
    public async Task A_list_is_read_by_reference_data_where_an_index_serves_it(string where, string order, string? lead)
    {
        var step = Assert.IsType<ConnectionStep>(
            await StepAsync($"{{ cooperatives(where: {where}, order: [{{ {order} }}]) {{ nodes {{ name }} }} }}"));

        var rewritten = LeadingReference.Rewrite(step.Rows);

        Assert.Equal(lead, rewritten.Lead?.Reference.Name);
        if (lead is null)
        {
            Assert.Same(step.Rows, rewritten);
        }
        else
        {
            Assert.Equal(step.Rows.Where, Condition.All([rewritten.Lead!.Where, rewritten.Where]));
            Assert.Equal(step.Rows, rewritten with { Where = step.Rows.Where, Lead = null });
        }
    }

    [Theory]
    [InlineData("cooperative { province { name } }", "sum { amount }", true)]
    [InlineData("cooperative { province { region { code } } }", "count", true)]
    [InlineData("cooperative { province { code } }", "sum { amount }", false)]
    [InlineData("awardedOn(by: YEAR)", "sum { amount }", false)]
    [InlineData("cooperative { province { name } }", "countDistinct { phase }", false)]
    public async Task Groups_are_made_in_two_steps_where_that_saves_a_join(string key, string value, bool isLed)
    {
        var step = await StepAsync($"{{ grants {{ groups {{ key {{ {key} }} {value} }} }} }}");
        var grouping = (RowGrouping)Assert.IsType<GroupsStep>(Assert.Single(step.Groups)).Rows.Grouping;

        var rewritten = LeadingGroups.Rewrite(grouping);

        if (!isLed)
        {
            Assert.Same(grouping, rewritten);
            return;
        }

        var led = Assert.IsType<LedGrouping>(rewritten);
        Assert.Equal(
            grouping.Columns.Select(column => (column.IsKey, column.Term.Form)),
            led.Columns.Select(column => (column.IsKey, column.Term.Form)));
        var code = Assert.IsType<Column>(led.Parts.Columns[Assert.Single(led.Leads).Code.Position].Term);
        Assert.Equal("cooperative.province_code", PlanText.Of(code));
        Assert.DoesNotContain(
            led.Parts.Columns,
            column => column.Term is Aggregate { Function: var function } && function == AggregateFunction.CountDistinct);
    }

    [Theory]
    [InlineData("cooperative { id name province { name } }", "sum: { amount: DESC }", true)]
    [InlineData("cooperative { id name } phase", "count: ASC", false)]
    [InlineData("cooperative { name id }", "count: ASC", false)]
    [InlineData("cooperative { id name }", "avg: { amount: DESC }", false)]
    [InlineData("cooperative { name }", "count: DESC", null)]
    [InlineData("project { id status }", "count: DESC", null)]
    public async Task Groups_by_the_key_of_a_row_are_made_before_they_are_joined_to_it_and_only_the_first_where_their_order_allows(
        string key, string order, bool? isCut)
    {
        var step = await StepAsync($"{{ grants {{ groups(order: [{{ {order} }}]) {{ key {{ {key} }} count }} }} }}");
        var groups = Assert.IsType<GroupsStep>(Assert.Single(step.Groups)).Rows;
        var grouping = (RowGrouping)groups.Grouping;

        var rewritten = LeadingGroups.Rewrite(grouping, joinsLate: true);

        if (isCut is null)
        {
            Assert.Same(grouping, rewritten);
            return;
        }

        var led = Assert.IsType<LedGrouping>(rewritten);
        Assert.Equal("cooperative", Assert.Single(led.Leads).Reference.Name);
        var first = FirstParts.Rewrite(groups with { Grouping = led });
        Assert.Equal(isCut, ((LedGrouping)first.Grouping).FirstParts is not null);
        Assert.Same(
            led, FirstParts.Rewrite(groups with { Grouping = led, Having = new IsNull(led.Columns[0].Term, IsNegated: false) }).Grouping);
    }

    [Theory]
    [InlineData("aggregate { count countDistinct { cooperative { id } } }", true)]
    [InlineData("aggregate { count sum { amount } }", false)]
    public async Task Different_values_of_all_rows_are_counted_apart(string totals, bool isApart)
    {
        var asked = Assert.IsType<ConnectionStep>(await StepAsync($"{{ grants {{ {totals} }} }}")).Totals!;
        var filtered =
            Assert.IsType<ConnectionStep>(await StepAsync($"{{ grants(where: {{ amount: {{ gt: 1 }} }}) {{ {totals} }} }}")).Totals!;

        var rewritten = DistinctValues.Rewrite(asked);

        Assert.Equal(asked.Columns.Select(column => column.Form), rewritten.Columns.Select(column => column.Form));
        Assert.Equal(isApart ? 1 : 0, rewritten.Columns.OfType<DistinctCount>().Count());
        Assert.DoesNotContain(rewritten.Columns, DistinctValues.IsDistinct);
        Assert.Same(filtered, DistinctValues.Rewrite(filtered));
    }

    [Theory]
    [InlineData("", "count sum { amount } avg { amount } max { dataSource }", "", "key { phase } count", true)]
    [InlineData("(where: { amount: { gt: 1 } })", "count", "", "key { cooperative { province { name } } } sum { amount }", true)]
    [InlineData("", "countDistinct { cooperative { id } }", "", "key { phase }", true)]
    [InlineData("(where: { amount: { gt: 1 } })", "countDistinct { cooperative { id } }", "", "key { phase }", false)]
    [InlineData("", "count", "(where: { count: { gt: 1 } })", "key { phase }", false)]
    [InlineData("", "count", "(after: \"\")", "key { phase }", false)]
    [InlineData("", "count", "", "key { phase } cursor", false)]
    public async Task Totals_are_read_with_groups_of_the_same_rows(string where, string totals, string page, string groups, bool isJoined)
    {
        var query = $"{{ grants{where} {{ aggregate {{ {totals} }} groups{page} {{ {groups} }} }} }}";
        var step = Assert.IsType<ConnectionStep>(await StepAsync(query));
        var asked = DistinctValues.Rewrite(step.Totals!);
        var grouped = Assert.IsType<GroupsStep>(Assert.Single(step.Groups));

        var joined = grouped.Page!.After is null ? TotalsOfGroups.Rewrite(asked, grouped.Rows) : null;

        Assert.Equal(isJoined, joined is not null);
        if (joined is not null)
        {
            var rows = (RowGrouping)joined.Groups.Grouping;
            Assert.Equal(
                grouped.Rows,
                joined.Groups with { Grouping = rows with { Columns = [.. rows.Columns.Take(grouped.Rows.Grouping.Columns.Count)] } });
            Assert.Equal(asked.Columns.Select(column => column.Form), joined.Totals.Select(column => column.Form));
            Assert.Equal(new Count(), rows.Columns[joined.Count].Term);
        }

        var (executor, database) = graph.Counting();
        await executor.ExecuteAsync(new(query), TestContext.Current.CancellationToken);
        Assert.Equal(isJoined ? 1 : 2, database.Statements.Count);
    }

    [Fact]
    public async Task Two_lists_that_ask_the_same_are_equal()
    {
        const string Query =
            """{ grants(where: { phase: { in: [I, II] }, cooperative: { name: { contains: "argan" } } }, order: [{ amount: DESC }]) { """
                + """nodes { amount cooperative { id name } } } }""";

        var (one, other) = (
            (ConnectionStep)await StepAsync(Query),
            (ConnectionStep)await StepAsync(Query.Replace("grants(", "again: grants(", StringComparison.Ordinal)));

        Assert.Equal(one.Rows.Order, other.Rows.Order);
        Assert.Equal(one.Rows.Columns, other.Rows.Columns);
        Assert.Equal(PlanText.Of(one.Rows.Where!), PlanText.Of(other.Rows.Where!));
    }

    private async Task<Step> StepAsync(string query)
    {
        var prepared = await graph.NewExecutor().PrepareAsync(new(query), TestContext.Current.CancellationToken);
        return Assert.Single(prepared.Plan!.Plan.Steps);
    }
}
