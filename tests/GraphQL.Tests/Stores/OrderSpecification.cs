using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// What an order is, on every store: null is the lowest value and one of its own, and whoever pages through a list, forwards or backwards,
/// by pages of any size, sees each row once and in its place.
/// </summary>
public abstract class OrderSpecification(LibraryStore store)
{
    private static readonly int[] Sizes = [1, 2, 7];

    public static TheoryData<string> Members => [.. LibraryRows.Paths.Select(path => path.ToString())];

    public static TheoryData<string> Aggregates => [.. LibraryAggregate.All.Select(aggregate => aggregate.ToString())];

    /// <summary>Pairs of members of which either may be null, through a reference and not, with an index and without.</summary>
    public static TheoryData<string, string> Pairs => new(
        from first in (string[])["note", "late", "dueOn", "book.fee", "book.note"]
        from second in (string[])["note", "late", "dueOn", "book.fee", "book.note"]
        where first != second
        select (first, second));

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Rows_page_by_every_member_in_either_direction(string member)
    {
        var path = Path(member);
        foreach (var isDescending in new[] { false, true })
        {
            await AssertPagesAsync([(path, isDescending)], Sizes);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Rows_page_by_several_members_of_any_directions(string first, string second)
    {
        foreach (var (one, other) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            await AssertPagesAsync([(Path(first), one), (Path(second), other)], [2]);
        }
    }

    [Theory]
    [MemberData(nameof(Aggregates))]
    public async Task Rows_page_by_what_is_computed_of_a_list(string aggregate)
    {
        var value = LibraryAggregate.All.Single(known => known.ToString() == aggregate);
        var second = LibraryAggregate.All.First(known => known.Member == "fee" && known.IsOfPaid != value.IsOfPaid);
        foreach (var isDescending in new[] { false, true })
        {
            var first = value.At(Direction(isDescending));
            var books = Sorted(LibraryRows.Books, isDescending, value.Of);
            await AssertPagesAsync("books", [.. Ids(Sorted(books, isDescending, Key))], $"[{{ {first} }}]", Sizes);
            await AssertPagesAsync(
                "books",
                [.. Ids(Sorted(Sorted(books, !isDescending, second.Of), !isDescending, Key))],
                $"[{{ {first} }}, {{ {second.At(Direction(!isDescending))} }}]",
                [2]);

            // Through a reference that may lead nowhere, and in a list within a row.
            var order = $"[{{ book: {{ {first} }} }}, {{ fee: {Direction(isDescending)} }}]";
            var loans = Sorted(
                Sorted(Sorted(LibraryRows.Loans, isDescending, loan => value.Of(loan.Book)), isDescending, loan => loan.Fee),
                isDescending,
                Key)
                .ToList();
            await AssertPagesAsync("loans", [.. Ids(loans)], order, [7]);
            await AssertNestedAsync(loans, order);
        }
    }

    // Each book's loans, of which pages go on at a cursor.
    private async Task AssertNestedAsync(IReadOnlyList<Loan> sorted, string order)
    {
        var cursor =
            (string)(await store.DataAsync(
                $"{{ loans(first: 9, order: {order}) {{ pageInfo {{ endCursor }} }} }}"))["loans"]!["pageInfo"]!["endCursor"]!;
        var data = await store.DataAsync(
            $"query($cursor: String) {{ books(first: 50) {{ nodes {{ id first: loans(first: 3, order: {order}) {{ nodes {{ id }} }} "
                + $"rest: loans(first: 3, after: $cursor, order: {order}) {{ nodes {{ id }} }} }} }} }}",
            new { cursor });
        foreach (var book in data["books"]!["nodes"]!.AsArray())
        {
            bool IsOwn(Loan loan) => loan.Book?.Id == (Guid)book!["id"]!;
            Assert.Equal(Ids(sorted.Where(IsOwn).Take(3)), book!["first"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
            Assert.Equal(Ids(sorted.Skip(9).Where(IsOwn).Take(3)), book["rest"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
        }
    }

    private static string Key(LibraryValues row) => row.Id.ToString("N");

    private static IEnumerable<string> Ids(IEnumerable<LibraryValues> rows) => rows.Select(row => row.Id.ToString());

    [Theory]
    [InlineData("note")]
    [InlineData("dueOn")]
    [InlineData("fee")]
    [InlineData("late")]
    public async Task Nested_lists_go_on_at_a_cursor_of_any_row(string member)
    {
        foreach (var isDescending in new[] { false, true })
        {
            var order = $"{{ {member}: {Direction(isDescending)} }}";
            var edges =
                (await store.DataAsync(
                    $"{{ loans(first: 1000, order: [{order}]) {{ edges {{ cursor node {{ id }} }} }} }}"))["loans"]!["edges"]!
                    .AsArray();
            for (var i = 0; i < edges.Count; i += 3)
            {
                var cursor = (string)edges[i]!["cursor"]!;
                var books = await store.DataAsync(
                    "query($cursor: String) { books(first: 50) { nodes { "
                        + $"id rest: loans(first: 50, after: $cursor, order: [{order}]) {{ nodes {{ id }} }} past: loans(last: 2, "
                        + $"before: $cursor, order: [{order}]) {{ nodes {{ id }} }} }} }} }}",
                    new { cursor });
                foreach (var book in books["books"]!["nodes"]!.AsArray())
                {
                    var own = LibraryRows.Loans.Where(loan => loan.Book?.Id == (Guid)book!["id"]!).Select(loan => loan.Id.ToString())
                        .ToHashSet();
                    var sorted = edges.Select((edge, place) => (Id: (string)edge!["node"]!["id"]!, place))
                        .Where(edge => own.Contains(edge.Id))
                        .ToList();
                    Assert.Equal(sorted.Where(edge => edge.place > i).Select(edge => edge.Id), Ids(book!["rest"]!));
                    Assert.Equal(sorted.Where(edge => edge.place < i).TakeLast(2).Select(edge => edge.Id), Ids(book["past"]!));
                }
            }
        }

        static IEnumerable<string> Ids(JsonNode list) => list["nodes"]!.AsArray().Select(node => (string)node!["id"]!);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Groups_page_by_every_member_in_either_direction(string member)
    {
        var path = Path(member);
        var groups = LibraryRows.Loans.GroupBy(path.Of).ToList();
        foreach (var isDescending in new[] { false, true })
        {
            var sorted = Sorted(
                Sorted(groups, isDescending, group => path.SortedBy(group.First())), isDescending, group => LibraryPath.Ordered(group.Key));
            await AssertGroupsAsync(
                path.Selection,
                $"[{{ key: {{ {path.At(Direction(isDescending))} }} }}]",
                [.. sorted.Select(group => $"{LibraryPath.Json(group.Key)?.ToJsonString()} {group.Count()}")],
                group => $"{path.In(group["key"]!)?.ToJsonString()} {(int)group["count"]!}");
        }
    }

    [Fact]
    public async Task Groups_of_several_members_keep_null_apart_in_each()
    {
        var (note, day) = (Path("note"), Path("book.dueOn"));
        var groups = LibraryRows.Loans.GroupBy(loan => (Note: loan.Note, Day: day.Of(loan))).ToList();
        var sorted = groups
            .OrderByDescending(group => LibraryPath.Ordered(group.Key.Day), LibraryRows.Order)
            .ThenBy(group => group.Key.Note, LibraryRows.Order);
        await AssertGroupsAsync(
            $"{note.Selection} {day.Selection}",
            $"[{{ key: {{ {day.At("DESC")} }} }}]",
            [
                .. sorted.Select(group =>
                    $"{LibraryPath.Json(group.Key.Day)?.ToJsonString()} "
                        + $"{LibraryPath.Json(group.Key.Note)?.ToJsonString()} {group.Count()}"),
            ],
            group => $"{day.In(group["key"]!)?.ToJsonString()} {note.In(group["key"]!)?.ToJsonString()} {(int)group["count"]!}");
    }

    [Theory]
    [InlineData("sum", "fee", false)]
    [InlineData("sum", "fee", true)]
    [InlineData("max", "dueOn", false)]
    [InlineData("max", "dueOn", true)]
    [InlineData("min", "returnedAt", true)]
    [InlineData("min", "note", false)]
    public async Task Groups_page_by_what_a_function_gives_of_nothing_too(string function, string member, bool isDescending)
    {
        var path = Path(member);
        var serial = Path("serial");
        object? Result(IEnumerable<Loan> loans)
        {
            var known = loans.Select(path.Of).OfType<object>().Order(LibraryRows.Order).ToList();
            return known.Count == 0
                ? null
                : function switch { "sum" => known.Sum(value => (decimal)value), "min" => known[0], _ => known[^1] };
        }

        var sorted = Sorted(LibraryRows.Loans.GroupBy(loan => (serial.Of(loan), loan.Days)), isDescending, Result)
            .ThenBy(group => LibraryPath.Ordered(group.Key.Item1), LibraryRows.Order).ThenBy(group => group.Key.Days);
        await AssertGroupsAsync(
            "serial days",
            $"[{{ {function}: {{ {path.At(Direction(isDescending))} }} }}]",
            [.. sorted.Select(group => $"{LibraryPath.Json(group.Key.Item1)?.ToJsonString()} {group.Key.Days}")],
            group => $"{serial.In(group["key"]!)?.ToJsonString()} {(int?)group["key"]!["days"]}");
    }

    [Fact]
    public async Task A_cursor_says_null_only_where_null_can_be()
    {
        var cursor =
            (string)(await store.DataAsync(
                "{ loans(first: 1, order: [{ note: ASC }]) { pageInfo { endCursor } } }"))["loans"]!["pageInfo"]!["endCursor"]!;
        var text = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
        Assert.EndsWith(
            string.Concat(":", LibraryRows.Loans.Where(loan => loan.Note is null).Min(loan => loan.Id.ToString("N"))),
            text,
            StringComparison.Ordinal);
        var forged = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text[..text.LastIndexOf(':')] + @":\null"));

        var answer = await store.AnswerAsync(
            "query($after: String) { loans(after: $after, order: [{ note: ASC }]) { nodes { id } } }", new { after = forged });

        Assert.Equal("HC0078", (string)answer["errors"]![0]!["extensions"]!["code"]!);
    }

    private static LibraryPath Path(string name) => LibraryRows.Paths.Single(path => path.ToString() == name);

    private static string Direction(bool isDescending) => isDescending ? "DESC" : "ASC";

    private static IOrderedEnumerable<T> Sorted<T>(IEnumerable<T> rows, bool isDescending, Func<T, object?> key) =>
        rows is IOrderedEnumerable<T> sorted
        ? isDescending ? sorted.ThenByDescending(key, LibraryRows.Order) : sorted.ThenBy(key, LibraryRows.Order)
        : isDescending ? rows.OrderByDescending(key, LibraryRows.Order) : rows.OrderBy(key, LibraryRows.Order);

    private async Task AssertPagesAsync(IReadOnlyList<(LibraryPath Path, bool IsDescending)> keys, int[] sizes)
    {
        var sorted = keys.Aggregate<(LibraryPath Path, bool IsDescending), IEnumerable<Loan>>(
            LibraryRows.Loans, (rows, key) => Sorted(rows, key.IsDescending, key.Path.SortedBy));
        var order = $"[{string.Join(", ", keys.Select(key => $"{{ {key.Path.At(Direction(key.IsDescending))} }}"))}]";
        await AssertPagesAsync("loans", [.. Ids(Sorted(sorted, keys[^1].IsDescending, Key))], order, sizes);
    }

    private async Task AssertPagesAsync(string list, IReadOnlyList<string> expected, string order, int[] sizes)
    {
        foreach (var size in sizes)
        {
            AssertSame(
                expected,
                await WalkAsync(list, "first", "after", "endCursor", "hasNextPage", order, size, expected.Count),
                $"forwards by {size}, {order}");
            var backwards = await WalkAsync(list, "last", "before", "startCursor", "hasPreviousPage", order, size, expected.Count);
            AssertSame(expected, [.. backwards.Chunk(size).Reverse().SelectMany(page => page)], $"backwards by {size}, {order}");
        }
    }

    // The pages one after the other; each is full but for the last.
    private async Task<List<string>> WalkAsync(
        string list, string size, string from, string cursorName, string moreName, string order, int rows, int total)
    {
        var query =
            $"query($cursor: String) {{ {list}({size}: {rows}, {from}: $cursor, "
                + $"order: {order}) {{ nodes {{ id }} pageInfo {{ {cursorName} {moreName} }} }} }}";
        var ids = new List<string>();
        string? cursor = null;
        for (var hasMore = true; hasMore;)
        {
            var page = (await store.DataAsync(query, new { cursor }))[list]!;
            ids.AddRange(page["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
            cursor = (string?)page["pageInfo"]![cursorName];
            hasMore = (bool)page["pageInfo"]![moreName]!;
            Assert.True(ids.Count <= total, $"The pages of {query} do not end.");
        }

        return ids;
    }

    private async Task AssertGroupsAsync(string key, string order, IReadOnlyList<string> expected, Func<JsonNode, string> read)
    {
        foreach (var size in new[] { 1_000, 7, 2, 1 })
        {
            var query =
                $"query($after: String) {{ loans {{ groups(first: {size}, after: $after, order: {order}) {{ cursor key {{ {key} }} "
                    + "count } } }";
            var groups = new List<string>();
            string? after = null;
            while (true)
            {
                var page = (await store.DataAsync(query, new { after }))["loans"]!["groups"]!.AsArray();
                groups.AddRange(page.Select(group => read(group!)));
                Assert.True(groups.Count <= expected.Count, $"The groups of {query} do not end.");
                if (page.Count < size)
                {
                    break;
                }

                after = (string)page[^1]!["cursor"]!;
            }

            AssertSame(expected, groups, $"groups by {size}, {order}");
        }
    }

    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string what) =>
        Assert.True(
            expected.SequenceEqual(actual), $"{what}:\n{string.Join('\n', expected)}\nwas expected, and was\n{string.Join('\n', actual)}");
}

public sealed class OrderOnSqlite(SqliteLibrary store) : OrderSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class OrderOnPostgres(PostgresLibrary store) : OrderSpecification(store), IClassFixture<PostgresLibrary>;
