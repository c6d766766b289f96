using System.Data.Common;
using System.Diagnostics;

namespace IndhCoops.Domain.Telemetry;

/// <summary>The spans of both programs. Without a listener there are none, and starting one costs one field read.</summary>
public static class Tracing
{
    /// <summary>The name of the spans' source and of the instruments' meters.</summary>
    public const string Name = "IndhCoops";

    /// <summary>Starts spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Does work in a span, which fails with it.</summary>
    /// <param name="start">Starts the span.</param>
    /// <param name="work">The work, which may tell the span more; null without a listener.</param>
    /// <param name="kindOf">What an exception is called; null for <see cref="KindOf"/>.</param>
    public static async Task<T> RunAsync<T>(Func<Activity?> start, Func<Activity?, Task<T>> work, Func<Exception, string>? kindOf = null)
    {
        using var span = start();
        try
        {
            return await work(span);
        }
        catch (Exception exception)
        {
            span.Fail((kindOf ?? KindOf)(exception));
            throw;
        }
    }

    /// <summary>Tells the current span something.</summary>
    public static void Note(string tag, object? value)
    {
        if (Source.HasListeners() && Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag(tag, value);
        }
    }

    /// <summary>
    /// Marks a span as failed by the kind of an exception alone: messages may hold secrets and values, and belong in the log.
    /// </summary>
    /// <param name="span">The span.</param>
    /// <param name="kind">What the exception is called.</param>
    public static void Fail(this Activity? span, string kind)
    {
        span?.SetStatus(ActivityStatusCode.Error);
        span?.SetTag("error.type", kind);
    }

    /// <summary>What an exception is called in spans and instruments: the code that the database gives, or its type.</summary>
    public static string KindOf(Exception exception) => exception switch
    {
        DbException { SqlState: { } state } => state,
        _ => exception.GetType().FullName!,
    };
}
