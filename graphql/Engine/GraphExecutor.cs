using System.Diagnostics;
using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Running.Mutations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Engine;

/// <summary>Answers requests: a document is read once, an operation planned once for each shape of its variables, a plan run.</summary>
internal sealed class GraphExecutor(
    GraphSchema schema,
    GraphDatabase database,
    IOptions<PagingOptions> paging,
    IOptions<DocumentLimits> limits,
    IOptions<CostOptions> costLimits,
    IOptions<IntrospectionOptions> introspection,
    IGraphTelemetry telemetry,
    IMutationHandler mutations,
    ILoggerFactory loggers,
    Func<DateOnly> today,
    ColumnStore? columns = null)
{
    // A document and its plan take several times the size of the text, which the client chooses. The estimate is on the safe side.
    // Measured: 27 KB where it says 34 (159 characters), 87 KB where it says 230 (1,396 characters).
    private const long CachedDocumentBytes = 32 * 1024 * 1024;
    private const long CachedPlanBytes = 64 * 1024 * 1024;

    // Refusals of long documents are not kept: a client that causes them sends a new document each time.
    private const int KeptRefusalLength = 16 * 1024;

    private readonly DocumentLimits _limits = limits.Value;
    private readonly DocumentReader _reader = new(schema, limits.Value, introspection.Value);
    private readonly Introspection _introspection = new(schema);
    private readonly OperationPlanner _planner = new(schema, paging.Value);
    private readonly StoreChoice? _stores = columns is null ? null : new(columns.Tables);
    private readonly PlanRunner _runner = new(database, columns, loggers.CreateLogger<PlanRunner>());

    // What was written is read from the database itself.
    private readonly MutationRunner _mutations = new(
        mutations, new PlanRunner(database, null, loggers.CreateLogger<PlanRunner>()), loggers.CreateLogger<MutationRunner>());

    private readonly LeastRecentlyUsed<string, ReadDocument> _documents = Cache<string, ReadDocument>(
        telemetry, "document", CachedDocumentBytes);

    private readonly LeastRecentlyUsed<PlanKey, CompiledOperation> _plans = Cache<PlanKey, CompiledOperation>(
        telemetry, "plan", CachedPlanBytes);

    private static ReadOnlySpan<byte> Data => "{\"data\":"u8;

    /// <summary>Answers one request. Only cancellation of <paramref name="cancellationToken"/> throws.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GraphResponse> ExecuteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAsync(request, cancellationToken);
        if (prepared.Refusal is { } refusal)
        {
            return refusal;
        }

        // A mutation has no plan to report.
        var report = request.ReportsPlan && prepared.Mutation is null ? new PlanReport(prepared.Plan!) : null;
        var answer = await RunAsync(prepared, request, report, cancellationToken);
        answer = report?.On(answer) ?? answer;
        return request.Cost == CostReporting.Report ? prepared.Cost.On(answer) : answer;
    }

    /// <summary>
    /// What a request costs; nothing where it is refused. Only cancellation of <paramref name="cancellationToken"/> throws.
    /// </summary>
    internal async ValueTask<OperationCost> CostAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAsync(request, cancellationToken);
        return prepared.Refusal is null ? prepared.Cost : default;
    }

    /// <summary>The errors of a document; none where it is sound.</summary>
    internal async ValueTask<IReadOnlyList<GraphError>> ValidateAsync(string document, CancellationToken cancellationToken) =>
        (await ReadAsync(document, cancellationToken)).Errors;

    /// <summary>
    /// Why one of a sound document's operations cannot be answered with the defaults of its variables; null where all can.
    /// </summary>
    internal async ValueTask<GraphError?> PlanAsync(string document, IEnumerable<string?> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            var prepared = await PrepareAsync(
                new GraphRequest(document, operation) { Reads = Restriction.Confidential }, cancellationToken);
            if (prepared.Refusal is not null)
            {
                return new GraphError($"The operation `{operation}` is refused: {Encoding.UTF8.GetString(prepared.Refusal.Body.Span)}");
            }

            if (prepared.Plan!.Plan.RefusalOf(prepared.Variables.Slots) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Reads and plans a request without running it. Only cancellation of <paramref name="cancellationToken"/> throws.</summary>
    /// <param name="countsRows">Whether its cost grows with the rows that it reads; not where something else bounds them.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<PreparedRequest> PrepareAsync(
        GraphRequest request, CancellationToken cancellationToken, bool countsRows = true)
    {
        using var span = telemetry.StartPlanning();
        if (string.IsNullOrEmpty(request.Query))
        {
            return Refused(new GraphError("The request has no `query`.", "HC0013"));
        }

        var read = await ReadAsync(request.Query, cancellationToken);
        if (read.Document is not { } document)
        {
            return Refused([.. read.Errors]);
        }

        if (read.InputElements + request.InputElements > _limits.MaxInputElements)
        {
            return Refused(InputSize.TooMany(_limits));
        }

        if (FindOperation(read, request.OperationName, out var unknown) is not { } operation)
        {
            return Refused(unknown!);
        }

        var prepared = await PrepareAsync(request, document, operation, countsRows, span, cancellationToken);
        return prepared.Refusal is { } refusal
            ? prepared with { Refusal = refusal with { Operation = operation.Operation } }
            : prepared with { Today = today() };
    }

    private async ValueTask<PreparedRequest> PrepareAsync(
        GraphRequest request,
        GraphQLDocument document,
        ReadOperation read,
        bool countsRows,
        Activity? span,
        CancellationToken cancellationToken)
    {
        var operation = read.Definition;
        if (OperationRights.RefusalOf(operation.Operation, request) is { } notAllowed)
        {
            return new PreparedRequest(notAllowed);
        }

        var (variables, errors) = VariableCoercion.Coerce(schema, document, read.Variables, request.Variables, request.Files);
        if (errors.Count > 0)
        {
            return Refused([.. errors.Take(_limits.MaxErrors)]);
        }

        // A request that costs too much is refused before it is planned.
        var key = new PlanKey(request.Query!, request.OperationName, variables.Shape);
        var isKept = _plans.TryGet(key, out var plan);
        CostPlan costs;
        try
        {
            costs = isKept ? plan!.Plan.Cost : new CostPlanner(schema, Selected(), null).Plan();
        }
        catch (GraphFieldException refused)
        {
            // It is not known what is selected.
            return Refused(refused.Error);
        }

        var cost = costs.Of(variables.Slots, countsRows);
        telemetry.LookedUp("plan", isKept);
        telemetry.Costed(cost);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("indhcoops.plan.cache", isKept ? "hit" : "miss");
            span.SetTag("indhcoops.request.field_cost", cost.FieldCost);
            span.SetTag("indhcoops.request.type_cost", cost.TypeCost);
        }

        if (request.Cost == CostReporting.Validate)
        {
            return new PreparedRequest(cost.On(GraphResponse.Empty));
        }

        if (cost.Exceeds(costLimits.Value, FieldCosts) is { } tooMuch)
        {
            var refusal = GraphResponse.FromErrors(GraphOutcome.Refused, tooMuch);
            return new PreparedRequest(request.Cost == CostReporting.Report ? cost.On(refusal) : refusal);
        }

        if (operation.Operation == OperationType.Mutation)
        {
            return await PrepareMutationAsync(request, Selected(), costs, cost, cancellationToken);
        }

        plan ??= await PlanAsync(key, request, Selected(), costs, cancellationToken);
        return OperationRights.RefusalOf(plan.Plan.Restriction, request) is { } withheld ? new PreparedRequest(withheld)
            : plan.Plan.Exceeds(_limits) is { } exceeded ? Refused(exceeded)
            : new PreparedRequest(plan, variables, null, cost);

        SelectedOperation Selected() => new(document, operation, variables);

        List<FieldCost> FieldCosts()
        {
            var fields = new List<FieldCost>();
            new CostPlanner(schema, Selected(), fields).Plan();
            return fields;
        }
    }

    private async ValueTask<ReadDocument> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var isKept = _documents.TryGet(text, out var read);
        telemetry.LookedUp("document", isKept);
        if (read is null)
        {
            read = await _reader.ReadAsync(text, cancellationToken);
            if (read.Document is not null || text.Length <= KeptRefusalLength)
            {
                _documents.Set(text, read, read.Document is null ? 2048 + (4L * text.Length) : 1024 + (60L * text.Length));
            }
        }

        return read;
    }

    private async ValueTask<CompiledOperation> PlanAsync(
        PlanKey key, GraphRequest request, SelectedOperation operation, CostPlan costs, CancellationToken cancellationToken)
    {
        var introspection = await _introspection.AnswerAsync(operation, request.Variables, cancellationToken);
        var planned = _planner.Plan(operation, introspection, costs);
        var plan = CompiledOperation.Of(_stores?.Choose(planned) ?? planned, database.Dialect, columns?.Dialect);

        // The answer to introspection may depend on values of variables, and the key has only their shape: such a plan is not kept.
        if (introspection.Count == 0 || !operation.HasVariables)
        {
            _plans.Set(key, plan, key.Size);
        }

        return plan;
    }

    private async ValueTask<PreparedRequest> PrepareMutationAsync(
        GraphRequest request, SelectedOperation operation, CostPlan costs, OperationCost cost, CancellationToken cancellationToken)
    {
        var introspection = await _introspection.AnswerAsync(operation, request.Variables, cancellationToken);
        try
        {
            var plan = new MutationPlanner(schema, database.Dialect, paging.Value, operation, costs).Plan(introspection);

            // Check the payload now: an error in it must come before anything is written.
            var payloads = plan.Fields.SelectMany(field => field.Call?.Plans ?? []).ToList();
            var errors = payloads.Select(payload => payload.Exceeds(_limits))
                .Concat(payloads.Select(payload => payload.RefusalOf([.. operation.Variables.Slots, Guid.Empty])));
            return errors.FirstOrDefault(error => error is not null) is { } refusal ? Refused(refusal)
                : OperationRights.RefusalOf(plan.Mutations, request) is { } forbidden ? new PreparedRequest(forbidden)
                : new PreparedRequest(null, operation.Variables, null, cost) { Mutation = plan };
        }
        catch (GraphFieldException refused)
        {
            return Refused(refused.Error);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GraphResponse> RunAsync(
        PreparedRequest prepared, GraphRequest request, PlanReport? report, CancellationToken cancellationToken)
    {
        var json = new JsonBuffer();
        try
        {
            json.WriteRaw(Data);
            var inputs = prepared.Inputs(request.PathBase);
            var errors = prepared.Mutation is { } mutation
                ? await _mutations.RunAsync(mutation, request.Writer!, inputs, json, cancellationToken)
                : await _runner.RunAsync(
                    prepared.Plan!, inputs, json, request.IsFresh, report, request.Known as KnownCounts, cancellationToken);
            json.WriteRaw((byte)'}');
            var operation = prepared.Mutation?.Operation ?? prepared.Plan!.Plan.Operation;
            if (errors.Count == 0)
            {
                var response = new GraphResponse(json, isWhole: true)
                {
                    Operation = operation,
                    Tables = request.Known is null ? null : prepared.Plan?.Tables,
                };
                json = null;
                return response;
            }

            return GraphResponse.WithErrors(json.Written[Data.Length..^1], errors, operation);
        }
        finally
        {
            json?.Dispose();
        }
    }

    private static ReadOperation? FindOperation(ReadDocument read, string? name, out GraphError? error)
    {
        var isNamed = !string.IsNullOrEmpty(name);
        var found = isNamed ? read.Operations.FirstOrDefault(candidate => candidate.Operation.Name == name)
            : read.Operations is [var only] ? only
            : null;
        error = found is not null ? null
            : isNamed ? new GraphError(
                $"The specified operation `{Excerpt.Of(name!)}` cannot be found.", null, ("operationName", Excerpt.Of(name!)))
            {
                Locations = [DocumentPlace.Of(read.Document!, read.Document!)],
            }
            : new GraphError("The operation name can only be omitted if there is just one operation in a GraphQL document.")
            {
                Locations = [.. read.Operations.Take(2).Select(operation => DocumentPlace.Of(read.Document!, operation.Definition))],
            };
        return found;
    }

    private static LeastRecentlyUsed<TKey, TValue> Cache<TKey, TValue>(IGraphTelemetry telemetry, string name, long capacity)
        where TKey : notnull
        where TValue : class
    {
        var cache = new LeastRecentlyUsed<TKey, TValue>(capacity);
        telemetry.Watch(name, () => cache.Size);
        return cache;
    }

    // Everything that a plan depends on.
    private readonly record struct PlanKey(string Document, string? Operation, string Shape)
    {
        public long Size => 8192 + (100L * (Document.Length + (Operation?.Length ?? 0) + Shape.Length));
    }

    private static PreparedRequest Refused(params GraphError[] errors) => new(GraphResponse.FromErrors(GraphOutcome.Refused, errors));
}
