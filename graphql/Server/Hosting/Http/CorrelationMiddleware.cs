using System.Buffers;
using System.Diagnostics;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.Hosting.Telemetry;
using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Gives each request a correlation id, and catches what nothing else caught, so that no details reach the client.</summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, Outages outages, ILogger<CorrelationMiddleware> logger)
{
    /// <summary>The header in which the id comes and goes.</summary>
    public const string Header = "X-Correlation-Id";

    private const int MaxLength = 64;

    // No characters that could break a line of a log or mean something to its reader.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    public async Task InvokeAsync(HttpContext context)
    {
        var id = IdOf(context.Request.Headers[Header], Activity.Current);
        context.TraceIdentifier = id;
        Tracing.Note("indhcoops.correlation_id", id);
        context.Response.OnStarting(static state => Stamp((HttpContext)state), context);

        using var scope = logger.BeginScope(new CorrelationScope(id));
        try
        {
            await next(context);
        }
        catch (SlowReaderException slow)
        {
            HttpLog.BrokenOff(logger, context.Request.Method, context.Request.Path, slow.Setting);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client had gone, and whatever failed, failed because of that.
            HttpLog.ClientLeft(logger, context.Request.Method, context.Request.Path);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = exception.StatusCode;
        }
        catch (Exception exception) when (!context.Response.HasStarted && outages.Explain(context, exception) is { } unavailability)
        {
            context.Response.Clear();
            await FailureAnswer.WriteAsync(context, unavailability);
        }
        catch (Exception exception)
        {
            HttpLog.Failed(logger, context.Request.Method, context.Request.Path, exception);
            if (context.Response.HasStarted)
            {
                // Half an answer must not pass for a whole one.
                context.Abort();
                return;
            }

            context.Response.Clear();
            await FailureAnswer.WriteAsync(context, id);
        }
    }

    // What the client sent, if it can be used; otherwise that of the trace that the request belongs to, or a new one.
    private static string IdOf(StringValues sent, Activity? span) =>
        sent is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed) ? id
            : span?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");

    private static Task Stamp(HttpContext context)
    {
        context.Response.Headers[Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }
}

/// <summary>Puts it in front of everything else, so that no answer misses it.</summary>
internal sealed class CorrelationStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<CorrelationMiddleware>();
        next(app);
    };
}
