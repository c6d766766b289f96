using GraphQLParser;
using GraphQLParser.AST;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tables;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>Finds out what the saved queries offer: which are tables, with which columns, in which formats. None is listed.</summary>
internal sealed class OpenDatasets(
    SavedQueries queries, IEnumerable<TableFormat> formats, Lazy<GraphExecutor> executor, IOptions<TableOptions> tables)
{
    /// <summary>The path at which saved queries are listed.</summary>
    public const string ListPath = "/graphql/persisted";

    private static readonly TableHeadings Headings = new(IntakeLanguage.French);

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<OpenDataset>>? _found;

    /// <summary>All data sets. They are found once: saved queries are read when the server starts.</summary>
    public Task<IReadOnlyList<OpenDataset>> AllAsync()
    {
        lock (_gate)
        {
            return _found is { IsFaulted: false, IsCanceled: false } ? _found : _found = FindAsync();
        }
    }

    private async Task<IReadOnlyList<OpenDataset>> FindAsync()
    {
        var found = new List<OpenDataset>();
        foreach (var query in queries.All)
        {
            // What a client must give, nobody can follow a link to.
            if (query.Variables.Any(variable => variable.Type.EndsWith('!') && variable.Default is null))
            {
                continue;
            }

            foreach (var operation in query.Operations)
            {
                // Without rights: what few may read is refused here, and so is what writes.
                var prepared = await executor.Value.PrepareAsync(
                    new GraphRequest(query.Document, operation) { AllowMutations = false }, CancellationToken.None, countsRows: false);
                if (prepared is { Refusal: null, Plan: { } plan })
                {
                    found.Add(Of(query, operation, plan, prepared.Inputs("")));
                }
            }
        }

        return found;
    }

    private OpenDataset Of(SavedQuery query, string? operation, CompiledOperation plan, PlanInputs inputs)
    {
        var isOneOfSeveral = query.Operations.Count > 1;
        var table = TableOf(plan, inputs);
        var files = table is not { Columns: var columns } ? [] : formats.Where(format => format.Missing(columns) is [])
            .Select(format =>
                new OpenFile(format, $"{ListPath}/{query.Name}.{format.Extension}{(isOneOfSeveral ? $"?operationName={operation}" : "")}"));
        return new OpenDataset(
            query,
            isOneOfSeveral ? $"{query.Name}-{operation!.ToLowerInvariant()}" : query.Name,
            $"{ListPath}/{query.Name}{(isOneOfSeveral ? $"/{operation}" : "")}",
            table?.Columns,
            table is null ? [] : Headings.Of(table.Rows, table.Columns),
            [.. files],
            CollectionsOf(query, operation));
    }

    private TablePlan? TableOf(CompiledOperation plan, PlanInputs inputs)
    {
        try
        {
            return TablePlan.Of(plan, inputs, tables.Value.MaxRows);
        }
        catch (GraphFieldException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> CollectionsOf(SavedQuery query, string? operation) =>
    [
        .. Parser.Parse(query.Document).Definitions.OfType<GraphQLOperationDefinition>().First(
            definition => definition.Name?.StringValue == operation)
            .SelectionSet.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue).Distinct(),
    ];
}
