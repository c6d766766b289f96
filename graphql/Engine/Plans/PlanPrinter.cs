namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Prints a plan: as a tree of text, and as a drawing in Mermaid. No value of a client is part of it.</summary>
internal static class PlanPrinter
{
    /// <summary>The steps as indented text: what each reads, from where, in what order.</summary>
    public static string Text(OperationPlan plan) => string.Concat(plan.Steps.SelectMany(step => Indented(step, "")));

    /// <summary>The steps as a flowchart in Mermaid: each step with what it reads, an arrow for each list within rows.</summary>
    public static string Mermaid(OperationPlan plan)
    {
        var lines = new List<string> { "flowchart TD" };
        var count = 0;
        foreach (var step in plan.Steps)
        {
            Draw(step, null);
        }

        return string.Concat(lines.Select(line => $"{line}\n"));

        void Draw(Step step, string? above)
        {
            var name = $"s{count++}";
            lines.Add($"  {name}[\"{string.Join("<br/>", Lines(step).Prepend(Title(step)).Select(Escape))}\"]");
            if (above is not null)
            {
                lines.Add($"  {above} --> {name}");
            }

            foreach (var below in step.Groups.Concat(step.Children))
            {
                Draw(below, name);
            }
        }
    }

    private static IEnumerable<string> Indented(Step step, string indent) =>
    [
        $"{indent}{Title(step)}\n",
        .. Lines(step).Select(line => $"{indent}  {line}\n"),
        .. step.Groups.Concat(step.Children).SelectMany(below => Indented(below, $"{indent}  ")),
    ];

    private static string Title(Step step) => step switch
    {
        RowStep row => $"row {row.ResponseName}: {row.Rows.Entity.Table}",
        ListStep list => $"list {list.ResponseName}: {list.Rows.Entity.Table}",
        SearchStep search =>
            $"search {search.ResponseName}: {string.Join(", ", search.Search.Entities.Select(searched => searched.Entity.Table))}",
        ConnectionStep connection => $"connection {connection.ResponseName}: {connection.Rows.Entity.Table}",
        GroupsStep groups => $"groups {groups.ResponseName}: {((RowGrouping)groups.Rows.Grouping).Entity.Table}{From(groups.IsOnColumns)}",
        UnknownRowStep unknown => $"row {unknown.ResponseName}: unknown",
        RefusedStep refused => $"refused {refused.ResponseName}: {refused.Error.Message}",
        _ => throw new InvalidOperationException($"'{step}' has no text."),
    };

    private static IEnumerable<string> Lines(Step step) => (step switch
    {
        SearchStep search => [$"by {string.Join(", ", search.Search.Entities.SelectMany(Texts))}", $"read {List(search.Rows.Columns)}"],
        ConnectionStep connection =>
        [
            .. Lines(connection.Rows, connection.ReadsRows),
            connection.ReadsCount ? $"count{From(connection.IsCountOnColumns)}" : null,
            connection.Totals is { } totals ? $"totals {List(totals.Columns)}{From(connection.AreTotalsOnColumns)}" : null,
            connection.IsTableOnColumns ? $"table of all rows{From(true)}" : null,
        ],
        RowsStep rows => Lines(rows.Rows, readsRows: true),
        GroupsStep groups => Lines(groups.Rows, (RowGrouping)groups.Rows.Grouping),
        _ => [],
    }).OfType<string>();

    private static IEnumerable<string?> Lines(Relation rows, bool readsRows) =>
    [
        Of(rows.Owner),
        Of(rows.Where),
        readsRows ? $"order {List(rows.Order)}" : null,
        readsRows ? $"read {List(rows.Columns)}" : null,
    ];

    private static IEnumerable<string?> Lines(Groups groups, RowGrouping rows)
    {
        var columns = rows.Columns.ToLookup(column => column.IsKey, column => column.Term);
        return
        [
            Of(groups.Owner),
            Of(rows.Where),
            $"by {List(columns[true])}",
            columns.Contains(false) ? $"read {List(columns[false])}" : null,
            groups.Having is { } having ? $"having {PlanText.Of(having, rows.Columns)}" : null,
            $"order {List(groups.Order, rows.Columns)}",
        ];
    }

    private static IEnumerable<string> Texts(SearchedEntity searched) =>
        searched.Texts.Select(text => $"{searched.Entity.Table}.{text.SearchColumn}");

    private static string From(bool isOnColumns) => isOnColumns ? " from columns" : "";

    private static string? Of(Owner? owner) => owner is null ? null
        : owner.Path.Count == 0 ? "for each key"
        : $"for each {string.Join('.', owner.Path.Select(part => part.Name))}";

    private static string? Of(Condition? where) => where is null ? null : $"where {PlanText.Of(where)}";

    private static string List(IEnumerable<Term> terms) => string.Join(", ", terms.Select(term => PlanText.Of(term)));

    private static string List(IEnumerable<SortKey> order, IReadOnlyList<GroupColumn>? groups = null) =>
        string.Join(", ", order.Select(key => PlanText.Of(key.Term, groups) + (key.IsDescending ? " desc" : "")));

    // What Mermaid would take for the end of a label or for markup.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
