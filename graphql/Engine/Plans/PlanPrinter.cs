namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Prints a plan: as a tree of text, and as a drawing in Mermaid. No value of a client is part of it.</summary>
internal static class PlanPrinter
{
    /// <summary>The steps as indented text: what each reads, from where, in what order.</summary>
    public static string Text(OperationPlan plan) => string.Concat(plan.Steps.SelectMany(step => Indented(step, "")));

    /// <summary>The steps as a flowchart in Mermaid: each step with what it reads, an arrow for each list within rows.</summary>
    public static string Mermaid(OperationPlan plan)
    {
        var text = new StringBuilder("flowchart TD\n");
        var count = 0;
        foreach (var step in plan.Steps)
        {
            Draw(step, null);
        }

        return text.ToString();

        void Draw(Step step, string? above)
        {
            var name = $"s{count++}";
            text.Append("  ").Append(name).Append("[\"").Append(Escape(Title(step))).AppendJoin(
                "", Lines(step).Select(line => $"<br/>{Escape(line)}"))
                .Append("\"]\n");
            if (above is not null)
            {
                text.Append("  ").Append(above).Append(" --> ").Append(name).Append('\n');
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

    private static IEnumerable<string> Lines(Step step) => step switch
    {
        RowStep row => Lines(row.Rows, readsRows: true),
        ListStep list => Lines(list.Rows, readsRows: true),
        SearchStep search => [$"by {string.Join(", ", search.Search.Entities.SelectMany(Texts))}", $"read {List(search.Rows.Columns)}"],
        ConnectionStep connection => Lines(connection.Rows, connection.ReadsRows)
            .Concat(connection.ReadsCount ? [$"count{From(connection.IsCountOnColumns)}"] : [])
            .Concat(connection.Totals is { } totals ? [$"totals {List(totals.Columns)}{From(connection.AreTotalsOnColumns)}"] : [])
            .Concat(connection.IsTableOnColumns ? [$"table of all rows{From(true)}"] : []),
        GroupsStep { Rows: var groups } => Lines(groups),
        _ => [],
    };

    private static IEnumerable<string> Lines(Relation rows, bool readsRows)
    {
        if (rows.Owner is { } owner)
        {
            yield return Of(owner);
        }

        if (rows.Where is { } where)
        {
            yield return $"where {PlanText.Of(where)}";
        }

        if (readsRows)
        {
            yield return $"order {List(rows.Order)}";
            yield return $"read {List(rows.Columns)}";
        }
    }

    private static IEnumerable<string> Lines(Groups groups)
    {
        if (groups.Owner is { } owner)
        {
            yield return Of(owner);
        }

        var rows = (RowGrouping)groups.Grouping;
        if (rows.Where is { } where)
        {
            yield return $"where {PlanText.Of(where)}";
        }

        yield return $"by {List(rows.Columns.Where(column => column.IsKey).Select(column => column.Term))}";
        if (rows.Columns.Any(column => !column.IsKey))
        {
            yield return $"read {List(rows.Columns.Where(column => !column.IsKey).Select(column => column.Term))}";
        }

        if (groups.Having is { } having)
        {
            yield return $"having {PlanText.Of(having, rows.Columns)}";
        }

        yield return $"order {List(groups.Order, rows.Columns)}";
    }

    private static IEnumerable<string> Texts(SearchedEntity searched) =>
        searched.Texts.Select(text => $"{searched.Entity.Table}.{text.SearchColumn}");

    private static string From(bool isOnColumns) => isOnColumns ? " from columns" : "";

    private static string Of(Owner owner) =>
        owner.Path.Count == 0 ? "for each key" : $"for each {string.Join('.', owner.Path.Select(part => part.Name))}";

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
