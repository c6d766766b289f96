using System.Globalization;
using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// What a filter finds, on every store: null is unknown and no value, and what a store cannot hold is compared all the same or refused.
/// </summary>
public abstract class FilterSpecification(LibraryStore store)
{
    private const string Query =
        "query($where: LoanFilterInput) { loans(first: 1000, where: $where, order: [{ id: ASC }]) { nodes { id } } }";

    public static TheoryData<string> Members => [.. LibraryRows.Paths.Where(path => path.Name != "id").Select(path => path.ToString())];

    public static TheoryData<string> Aggregates =>
        [.. LibraryAggregate.All.Where(aggregate => aggregate.Member != "note").Select(aggregate => aggregate.ToString())];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Every_operation_finds_what_it_says_and_its_negation_all_else(string member)
    {
        var path = Path(member);
        var values = LibraryRows.Loans.Select(path.Of).Distinct().ToList();
        foreach (var value in values)
        {
            var json = LibraryPath.Json(value);
            await AssertFindsAsync(path, "eq", "neq", json, row => Equals(row, value));
            if (path.Name is "late")
            {
                continue;
            }

            await AssertFindsAsync(path, "in", "nin", new JsonArray(json?.DeepClone()), row => Equals(row, value));
            await AssertFindsAsync(path, "in", "nin", new JsonArray(null, json?.DeepClone()), row => row is null || Equals(row, value));
            if (value is null or string or LoanState)
            {
                continue;
            }

            int? Compared(object? row) =>
                row is null ? null : LibraryRows.Order.Compare(LibraryPath.Ordered(row), LibraryPath.Ordered(value));
            await AssertFindsAsync(path, "gt", "ngt", json, row => Compared(row) > 0);
            await AssertFindsAsync(path, "gte", "ngte", json, row => Compared(row) >= 0);
            await AssertFindsAsync(path, "lt", "nlt", json, row => Compared(row) < 0);
            await AssertFindsAsync(path, "lte", "nlte", json, row => Compared(row) <= 0);
        }

        if (path.Name is not "late")
        {
            await AssertFindsAsync(path, "in", "nin", new JsonArray(), _ => false);
            await AssertFindsAsync(path, "in", "nin", new JsonArray(values.ConvertAll(LibraryPath.Json).ToArray()), _ => true);
        }
    }

    [Theory]
    [MemberData(nameof(Aggregates))]
    public async Task What_is_computed_of_a_list_is_asked_like_any_value(string aggregate)
    {
        var value = LibraryAggregate.All.Single(known => known.ToString() == aggregate);
        foreach (var given in LibraryRows.Books.Select(value.Of).Distinct())
        {
            int? Compared(Book? book) =>
                value.Of(book) is { } own && given is not null
                    ? LibraryRows.Order.Compare(LibraryPath.Ordered(own), LibraryPath.Ordered(given))
                    : null;
            await AssertFindsAsync(value, "eq", "neq", given, book => Equals(value.Of(book), given));
            if (given is not (null or string))
            {
                await AssertFindsAsync(value, "gt", "ngt", given, book => Compared(book) > 0);
                await AssertFindsAsync(value, "lte", "nlte", given, book => Compared(book) <= 0);
            }
        }
    }

    [Fact]
    public async Task Rows_that_are_aggregated_are_those_of_every_where_around()
    {
        const string filter =
            "loans: { aggregate: { where: { fee: { gt: 0 } }, "
                + "or: [{ count: { gt: 2 } }, { where: { late: { eq: true } }, "
                + "sum: { fee: { lt: 100 } } }, { and: [{ where: { days: { eq: null } }, "
                + "count: { gt: 0 } }, { max: { dueOn: { gt: \"2000-01-01\" } } }] }] } }";
        var data = await store.DataAsync(
            $"query($id: UUID) {{ books(first: 50, where: {{ {filter} }}) {{ totalCount aggregate {{ count }} "
                + $"nodes {{ id loans(where: {{ book: {{ {filter} }}, id: {{ neq: $id }} }}) {{ totalCount }} }} }} "
                + $"loans(where: {{ book: {{ {filter} }} }}) {{ aggregate {{ count }} groups {{ key {{ book {{ id }} }} count }} }} }}",
            new { id = Guid.Empty });

        var books = LibraryRows.Books.Where(book =>
        {
            var paid = LibraryRows.Loans.Where(loan => loan.Book?.Id == book.Id && loan.Fee > 0).ToList();
            return paid.Count > 2
                || paid.Where(loan => loan.Late == true).ToList() is { Count: > 0 } late && late.Sum(loan => loan.Fee) < 100
                || (paid.Any(loan => loan.Days is null) && paid.Max(loan => loan.DueOn) > new DateOnly(2000, 1, 1));
        }).ToList();
        var counts = books.ToDictionary(book => book.Id.ToString(), book => LibraryRows.Loans.Count(loan => loan.Book?.Id == book.Id));
        Assert.NotInRange(books.Count, LibraryRows.Books.Count, 0);
        Assert.Equal(books.Count, (int)data["books"]!["totalCount"]!);
        Assert.Equal(books.Count, (int)data["books"]!["aggregate"]!["count"]!);
        Assert.Equal(
            counts,
            data["books"]!["nodes"]!.AsArray().ToDictionary(book => (string)book!["id"]!, book => (int)book!["loans"]!["totalCount"]!));
        Assert.Equal(counts.Values.Sum(), (int)data["loans"]!["aggregate"]!["count"]!);
        Assert.Equal(
            counts,
            data["loans"]!["groups"]!.AsArray().ToDictionary(
                group => (string)group!["key"]!["book"]!["id"]!, group => (int)group!["count"]!));
    }

    private async Task AssertFindsAsync(LibraryAggregate value, string operation, string negation, object? given, Func<Book?, bool> matches)
    {
        foreach (var (name, isFound) in new[] { (operation, true), (negation, false) })
        {
            var condition = value.At($"{{ {name}: {LibraryAggregate.Literal(given)} }}");
            var data = await store.DataAsync(
                $"{{ books(first: 50, where: {{ {condition} }}, order: [{{ id: ASC }}]) {{ nodes {{ id }} }} "
                    + $"loans(first: 50, where: {{ book: {{ {condition} }} }}) {{ totalCount }} }}");

            var expected = LibraryRows.Books.Where(book => matches(book) == isFound).Select(book => book.Id.ToString())
                .Order(StringComparer.Ordinal);
            Assert.Equal(expected, data["books"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
            Assert.Equal(LibraryRows.Loans.Count(loan => matches(loan.Book) == isFound), (int)data["loans"]!["totalCount"]!);
        }
    }

    [Theory]
    [InlineData("note")]
    [InlineData("book.note")]
    public async Task Parts_of_texts_are_found_whatever_they_are_made_of(string member)
    {
        var path = Path(member);
        foreach (var part in new[] { "", "a", "A", "É", " ", "%", "_", @"\", ":", @"\null", "b_", "ه", "本", "🐝" })
        {
            bool Finds(object? row, Func<string, string, StringComparison, bool> operation) =>
                row is string text && operation(TextFolding.Fold(text), TextFolding.Fold(part), StringComparison.Ordinal);
            await AssertFindsAsync(path, "contains", "ncontains", part, row => Finds(row, (text, other, how) => text.Contains(other, how)));
            await AssertFindsAsync(
                path, "startsWith", "nstartsWith", part, row => Finds(row, (text, other, how) => text.StartsWith(other, how)));
            await AssertFindsAsync(path, "endsWith", "nendsWith", part, row => Finds(row, (text, other, how) => text.EndsWith(other, how)));
        }
    }

    [Theory]
    [InlineData("2024-02-29T12:00:00.0000005Z")]
    [InlineData("2024-02-29T12:00:00.0000015+00:00")]
    [InlineData("1969-12-31T23:59:59.9999995Z")]
    [InlineData("1969-12-31T23:59:59.9999985Z")]
    [InlineData("0001-01-01T00:00:00.0000001Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("2024-02-29t12:00:00.000001z")]
    public async Task A_moment_between_two_that_a_row_can_have_equals_none_and_lies_between_them(string text)
    {
        var path = Path("returnedAt");
        var moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        bool Is(object? row, Func<DateTimeOffset, bool> holds) => row is DateTimeOffset value && holds(value);
        await AssertFindsAsync(path, "eq", "neq", text, row => Is(row, value => value == moment));
        await AssertFindsAsync(path, "in", "nin", new JsonArray(text, null), row => row is null || Is(row, value => value == moment));
        await AssertFindsAsync(path, "gt", "ngt", text, row => Is(row, value => value > moment));
        await AssertFindsAsync(path, "gte", "ngte", text, row => Is(row, value => value >= moment));
        await AssertFindsAsync(path, "lt", "nlt", text, row => Is(row, value => value < moment));
        await AssertFindsAsync(path, "lte", "nlte", text, row => Is(row, value => value <= moment));

        var found = (await store.DataAsync(
            "query($moment: DateTime) { one: loans(where: { returnedAt: { in: [$moment] } }) { totalCount } "
                + "other: loans(where: { returnedAt: { nin: [$moment, null] } }) { totalCount } }",
            new { moment = text }))!;
        var equal = LibraryRows.Loans.Count(loan => loan.ReturnedAt == moment);
        Assert.Equal(equal, (int)found["one"]!["totalCount"]!);
        Assert.Equal(LibraryRows.Loans.Count(loan => loan.ReturnedAt is not null) - equal, (int)found["other"]!["totalCount"]!);
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    public async Task A_text_is_looked_for_up_to_a_length_that_every_store_takes(int length, bool isTaken)
    {
        // What the folding makes longest, and what has to be escaped.
        foreach (var letter in new[] { '한', '%', '\\', 'x' })
        {
            foreach (var operation in new[] { "contains", "ncontains", "startsWith", "nendsWith" })
            {
                var text = new string(letter, length);
                var written = letter == '\\' ? new string('\\', 2 * length) : text;
                JsonNode[] answers =
                [
                    await store.AnswerAsync(
                        "query($text: String) { loans(where: { note: { OPERATION: $text } }) { totalCount } }".Replace(
                            "OPERATION", operation, StringComparison.Ordinal),
                        new { text }),
                    await store.AnswerAsync($"{{ loans(where: {{ note: {{ {operation}: \"{written}\" }} }}) {{ totalCount }} }}"),
                ];
                foreach (var answer in answers)
                {
                    if (isTaken)
                    {
                        Assert.Equal(operation[0] == 'n' ? LibraryRows.Loans.Count : 0, (int)answer["data"]!["loans"]!["totalCount"]!);
                    }
                    else
                    {
                        var error = Assert.Single(answer["errors"]!.AsArray())!;
                        Assert.Equal(
                            $"The provided value for filter `{operation}` of `note` is invalid. It has 5001 characters; "
                                + "at most 5000 are allowed.",
                            (string)error["message"]!);
                        Assert.Equal("HC0026", (string)error["extensions"]!["code"]!);
                        Assert.Equal(["loans"], error["path"]!.AsArray().Select(name => (string)name!));
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Averages_go_in_as_they_come_out()
    {
        var averages = LibraryRows.Loans.GroupBy(loan => loan.State).Select(group => (
            group.Key,
            Days: Average(group.Select(loan => (decimal?)loan.Days)),
            Fee: Average(group.Select(loan => loan.Fee)))).ToList();
        foreach (var (_, days, fee) in averages)
        {
            const string groups = "loans { groups(where: { avg: { FILTER } }) { key { state } avg { days fee } } }";
            foreach (var (filter, value, found) in new (string, decimal?, Func<decimal?, bool>)[]
            {
                ("days: { eq: $value }", days, other => other == days),
                ("days: { gt: $value }", days, other => other > days),
                ("days: { gte: $value }", days, other => other >= days),
                ("fee: { lt: $value }", fee, other => other < fee),
                ("fee: { lte: $value }", fee, other => other <= fee),
                ("fee: { in: [$value] }", fee, other => other == fee),
            })
            {
                var filtered = groups.Replace("FILTER", filter, StringComparison.Ordinal);
                var query = $"query($value: Decimal) {{ {filtered} }}";
                var number = value!.Value.ToString(CultureInfo.InvariantCulture);
                var literal = $"{{ {filtered.Replace("$value", number, StringComparison.Ordinal)} }}";
                foreach (var data in new[] { await store.DataAsync(query, new { value }), await store.DataAsync(literal) })
                {
                    var expected = averages.Where(
                        group => found(filter.StartsWith("days", StringComparison.Ordinal) ? group.Days : group.Fee))
                        .Select(group => (LibraryPath.Json(group.Key)?.ToString(), group.Days, group.Fee));
                    Assert.Equal(
                        expected.ToHashSet(),
                        data["loans"]!["groups"]!.AsArray().Select(group => (
                            group!["key"]!["state"]?.ToString(),
                            (decimal?)group["avg"]!["days"],
                            (decimal?)group["avg"]!["fee"])).ToHashSet());
                }
            }
        }

        static decimal? Average(IEnumerable<decimal?> values) =>
            values.Average() is { } mean ? decimal.Round(mean, 4, MidpointRounding.AwayFromZero) : null;
    }

    [Theory]
    [InlineData(
        "{ loans(where: { fee: { gt: 1.005 } }) { totalCount } }",
        "The provided value for filter `gt` of `fee` is invalid. 1.005 has more than 2 decimals.")]
    [InlineData(
        "query($in: [Decimal] = [1, 1.001]) { loans(where: { fee: { in: $in } }) { totalCount } }",
        "The provided value for filter `in` of `fee` is invalid. 1.001 has more than 2 decimals.")]
    [InlineData(
        "query($one: Decimal = 1.001) { loans(where: { book: { fee: { nin: [2, $one] } } }) { totalCount } }",
        "The provided value for filter `nin` of `fee` is invalid. 1.001 has more than 2 decimals.")]
    [InlineData(
        "{ loans { groups(where: { sum: { fee: { lt: 0.001 } } }) { key { days } } } }",
        "The provided value for filter `lt` of `fee` is invalid. 0.001 has more than 2 decimals.")]
    [InlineData(
        "query($width: Decimal = 0.001) { loans { groups { key { fee(bucket: $width) } } } }",
        "The width of a bucket has at most two decimals; it is 0.001.")]
    public async Task More_decimals_than_a_value_has_are_refused_and_not_rounded(string query, string message)
    {
        // A default is part of the document; a variable that is given is not.
        var given = query.Contains("$in", StringComparison.Ordinal) ? new { @in = new[] { 1m, 1.001m } }
            : query.Contains("$one", StringComparison.Ordinal) ? new { one = 1.001m }
            : (object)new
            {
                width = 0.001m,
            };
        foreach (var answer in new[] { await store.AnswerAsync(query), await store.AnswerAsync(query, given) })
        {
            Assert.Equal(message, (string)Assert.Single(answer["errors"]!.AsArray())!["message"]!);
        }
    }

    [Fact]
    public async Task Sums_beyond_what_an_amount_can_be_come_out_and_go_in()
    {
        const string filter =
            "query($sum: Decimal) { loans { groups(where: { sum: { fee: { gte: $sum } } }) { key { late } sum { fee } } } }";
        var sum = LibraryRows.Loans.Where(loan => loan.Fee > 0 && loan.Late == true).Sum(loan => loan.Fee);
        var highest =
            (await store.DataAsync(
                "{ loans(where: { fee: { gt: 0 }, late: { eq: true } }) { "
                    + "aggregate { sum { fee } } } }"))["loans"]!["aggregate"]!["sum"]!["fee"]!;
        Assert.Equal(sum, (decimal)highest);

        Assert.Empty((await store.DataAsync(filter, new { sum = 123_456_789_012_345_678m }))["loans"]!["groups"]!.AsArray());
        Assert.NotEmpty((await store.DataAsync(filter, new { sum = -123_456_789_012_345_678m }))["loans"]!["groups"]!.AsArray());
        var error = (await store.AnswerAsync("{ loans(where: { stamp: { gt: 1 } }) { aggregate { sum { stamp } } } }"))["errors"]![0]!;
        Assert.Equal(
            "A sum in `loans` is greater than its type can hold. Ask for fewer rows by `where`, or for `avg`.", (string)error["message"]!);
    }

    [Theory]
    [InlineData("D")]
    [InlineData("N")]
    [InlineData("B")]
    [InlineData("P")]
    [InlineData("X")]
    public async Task An_identifier_is_read_in_every_form(string form)
    {
        var loan = LibraryRows.Loans[3];
        var id = loan.Id.ToString(form).ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal);
        foreach (var data in new[]
        {
            await store.DataAsync($"{{ loan(id: \"{id}\") {{ id }} }}"),
            await store.DataAsync("query($id: UUID!) { loan(id: $id) { id } }", new { id }),
        })
        {
            Assert.Equal(loan.Id.ToString("D"), (string)data["loan"]!["id"]!);
        }
    }

    [Theory]
    [InlineData("LocalDate", "dueOn: { eq: $v }", "2024-01-01T00:00:00Z", "give the day: 2024-01-01.")]
    [InlineData("LocalDate", "dueOn: { gt: $v }", "2024-01-01 12:00", "give the day: 2024-01-01.")]
    [InlineData("LocalDate", "dueOn: { in: [$v] }", "2024-01-01t00:00:00.000+01:00", "give the day: 2024-01-01.")]
    [InlineData("DateTime", "returnedAt: { eq: $v }", "2024-01-01", "give the moment: 2024-01-01T00:00:00Z.")]
    [InlineData("DateTime", "returnedAt: { lte: $v }", "2024-01-01T12:00:00", "give the offset from UTC: 2024-01-01T12:00:00Z.")]
    public async Task A_moment_for_a_day_and_a_day_for_a_moment_say_what_to_give(string type, string filter, string value, string advice)
    {
        foreach (var answer in new[]
        {
            await store.AnswerAsync(
                $"{{ loans(where: {{ {filter.Replace("$v", $"\"{value}\"", StringComparison.Ordinal)} }}) {{ totalCount }} }}"),
            await store.AnswerAsync($"query($v: {type}) {{ loans(where: {{ {filter} }}) {{ totalCount }} }}", new { v = value }),
            await store.AnswerAsync(
                $"query($v: [{type}]) {{ loans(where: {{ {filter.Split(':')[0]}: {{ nin: $v }} }}) {{ totalCount }} }}",
                new { v = new[] { value } }),
        })
        {
            Assert.EndsWith($"; {advice}", (string)Assert.Single(answer["errors"]!.AsArray())!["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_cursor_is_none()
    {
        const string query =
            "query($cursor: String) { after: loans(first: 2, after: $cursor) { nodes { id } } "
                + "before: loans(last: 2, before: $cursor) { nodes { id } } "
                + "groups: loans { groups(first: 2, after: $cursor) { key { days } } } }";
        var expected = (await store.DataAsync(query)).ToJsonString();

        Assert.Equal(expected, (await store.DataAsync(query, new { cursor = "" })).ToJsonString());
        Assert.Equal(
            expected,
            (await store.DataAsync(query.Replace("query($cursor: String)", "", StringComparison.Ordinal).Replace(
                "$cursor", "\"\"", StringComparison.Ordinal)))
                .ToJsonString());
    }

    private static LibraryPath Path(string name) => LibraryRows.Paths.Single(path => path.ToString() == name);

    private async Task AssertFindsAsync(LibraryPath path, string operation, string negation, JsonNode? value, Func<object?, bool> matches)
    {
        var found = LibraryRows.Loans.ToLookup(loan => matches(path.Of(loan)));
        await AssertAsync(operation, found[true]);
        await AssertAsync(negation, found[false]);

        async Task AssertAsync(string name, IEnumerable<Loan> expected)
        {
            JsonObject where = new() { [path.Name] = new JsonObject { [name] = value?.DeepClone() } };
            where = path.IsOfBook ? new JsonObject { ["book"] = where } : where;
            var actual = (await store.DataAsync(Query, new { where }))["loans"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!)
                .ToList();
            Assert.True(
                expected.Select(loan => loan.Id.ToString()).Order(StringComparer.Ordinal).SequenceEqual(actual),
                $"{where.ToJsonString()} found {actual.Count} of {expected.Count()}.");
        }
    }
}

public sealed class FilterOnSqlite(SqliteLibrary store) : FilterSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class FilterOnPostgres(PostgresLibrary store) : FilterSpecification(store), IClassFixture<PostgresLibrary>;

public sealed class FilterOnColumns(ColumnsLibrary store) : FilterSpecification(store), IClassFixture<ColumnsLibrary>;
