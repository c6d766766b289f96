using System.Diagnostics;
using IndhCoops.Domain.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>Tells a request's span and duration, as OpenTelemetry has it, its operation and refusal; never document or variables.</summary>
internal static class RequestSpan
{
    private const string OperationType = "graphql.operation.type";
    private const string Refusal = "indhcoops.refusal";

    public static void Describe(HttpContext context, GraphResponse answer)
    {
        if (answer.Operation is { } operation)
        {
            Describe(context, operation);
        }

        if (answer.Outcome != GraphOutcome.Executed)
        {
            Refuse(context, answer.Code);
        }
    }

    public static void Describe(HttpContext context, GraphOperation operation)
    {
        if (SpanOf(context) is { } span)
        {
            span.SetTag(OperationType, operation.Type);
            span.SetTag("graphql.operation.name", operation.Name);
        }
    }

    /// <summary>Tells why a request is not answered; its duration then counts under the code. Of a batch the first reason counts.</summary>
    public static void Refuse(HttpContext context, string? code)
    {
        SpanOf(context)?.SetTag(Refusal, code ?? "none");
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics && metrics.Tags.All(tag => tag.Key != Refusal))
        {
            metrics.Tags.Add(new(Refusal, code ?? "none"));
        }
    }

    /// <summary>Names a request's span at its end: by its operation's type, as names are the client's and without number.</summary>
    public static void Name(Activity span, HttpResponse response)
    {
        if (span.GetTagItem(OperationType) is string type)
        {
            span.DisplayName = type;
        }
    }

    private static Activity? SpanOf(HttpContext context) =>
        Tracing.Source.HasListeners() && context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
            ? span
            : null;
}
