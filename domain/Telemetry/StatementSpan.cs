using System.Diagnostics;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Telemetry;

/// <summary>The span of an SQL statement, by OpenTelemetry's conventions for databases.</summary>
public static class StatementSpan
{
    /// <summary>Starts one; null without a listener.</summary>
    /// <param name="database">Where the statement runs.</param>
    /// <param name="sql">Its text, in which values are parameters: these are not told.</param>
    /// <param name="started">When it began; now, unless it is given.</param>
    public static Activity? Start(DatabaseKind database, string sql, DateTimeOffset started = default)
    {
        var system = SystemOf(database);
        var span = Tracing.Source.StartActivity(system, ActivityKind.Client, default(ActivityContext), startTime: started);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("db.system.name", system);
            span.SetTag("db.query.text", sql);
        }

        return span;
    }

    /// <summary>What the conventions call a database.</summary>
    public static string SystemOf(DatabaseKind database) => DatabaseProvider.Of(database).SystemName;
}
