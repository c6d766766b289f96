using IndhCoops.Domain.Files.Csv;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The one list of an operation, as a table.</summary>
/// <param name="Name">What the table is called: the field's name in the response.</param>
/// <param name="Rows">The step of the plan that reads it.</param>
/// <param name="Page">Which of the rows.</param>
/// <param name="IsWhole">Whether the client asked for all rows, not for a page.</param>
/// <param name="Inputs">What the request brings to it.</param>
internal sealed record TablePlan(
    string Name, CompiledStep Rows, IReadOnlyList<TableColumn> Columns, PageRequest Page, bool IsWhole, PlanInputs Inputs)
{
    /// <summary>What else is asked of its file.</summary>
    public TableWishes Wishes { get; init; } = new(Language: null, new CsvFormat());

    /// <summary>The headings: for people where they named a language, otherwise the paths that programs know.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [.. Columns.Select(column => column.Name)];

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>What it is about, for people.</summary>
    public string Subject { get; init; } = Name;

    /// <summary>The same table as a request wishes it.</summary>
    /// <param name="wishes">What is asked of its file.</param>
    /// <param name="title">What the query is called in the language asked for; null for one that has no name in it.</param>
    public TablePlan As(TableWishes wishes, string? title, DateTimeOffset now)
    {
        var headings = wishes.Language is { } language ? new TableHeadings(language) : null;
        return this with
        {
            Wishes = wishes,
            AskedAt = now,
            Headings = headings?.Of(Rows, Columns) ?? Headings,
            Subject = headings is null ? Subject : title ?? headings.Subject(Rows) ?? Name,
        };
    }

    /// <summary>The same table on the copy by columns, which gives groups and all rows; null for the database: a page of rows.</summary>
    public TablePlan? OnColumns() =>
        (IsWhole || Rows.Step is GroupsStep) && Rows.Table is { } rows
            ? this with { Rows = rows, Columns = [.. TableColumn.Of(rows.Lists[0], Inputs.PathBase)] }
            : null;

    /// <summary>Finds the list: <c>nodes</c> or <c>groups</c> of one collection, or one row by its key.</summary>
    /// <exception cref="GraphFieldException">The operation is not a table, or its page is out of bounds.</exception>
    public static TablePlan Of(CompiledOperation operation, PlanInputs inputs, int maxRows)
    {
        if (operation.Plan.Fields.FirstOrDefault(field => field.Nodes is not null) is { Nodes: { } nodes })
        {
            throw Refused(
                $"`{nodes.ResponseName}` looks up single rows; ask their collection for them, by `where: {{ id: {{ in: […] }} }}`");
        }

        if (operation.Steps is not [var collection])
        {
            throw Refused(
                operation.Steps.Count == 0 ? "this operation reads none" : $"this operation reads {operation.Steps.Count} collections");
        }

        Check(collection.Step, inputs);
        var edges = collection.Fields.Count(field => field.Part == ConnectionPart.Edges);
        var lists = collection.Lists.Count + collection.Groups.Count + collection.TotalObjects.Count;
        if (lists != 1 || edges > 0 || collection.TotalObjects.Count > 0)
        {
            throw Refused(
                lists == 0
                    ? $"`{collection.Step.ResponseName}` selects none"
                    : $"`{collection.Step.ResponseName}` selects others, or more than one");
        }

        var rows = collection.Groups.Count == 1 ? collection.Groups[0] : collection;
        if (rows != collection)
        {
            Check(rows.Step, inputs);
        }

        var columns = TableColumn.Of(rows.Lists[0], inputs.PathBase).ToList();
        if (columns.Count == 0)
        {
            throw Refused($"`{collection.Step.ResponseName}` selects no value of a row");
        }

        if (columns.GroupBy(column => column.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw Refused($"two columns would be called `{twice.Key}`");
        }

        // A table has all rows where its client names no number of them, and its own limit where it does.
        var page = rows.Step.Page is { } arguments
            ? (arguments with { Options = new PagingOptions { DefaultPageSize = maxRows, MaxPageSize = maxRows } }).Resolve(inputs.Slots)
            : PageRequest.Single;
        return new TablePlan(
            collection.Step.ResponseName, rows, columns, page, rows.Step.Page is { First: not ValueInput, Last: not ValueInput }, inputs);
    }

    private static void Check(Step step, PlanInputs inputs)
    {
        if (step is RefusedStep { Error: var error })
        {
            throw new GraphFieldException(error with { Locations = [step.Place] });
        }

        step.Check?.Invoke(inputs.Slots);
    }

    private static GraphFieldException Refused(string reason) =>
        new(new GraphError($"A table is one list, the `nodes` or the `groups` of one collection: {reason}."));
}
