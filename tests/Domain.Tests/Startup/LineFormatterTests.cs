using IndhCoops.Hosting.Startup;
using IndhCoops.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IndhCoops.Domain.Tests.Startup;

/// <summary>What the console shows of the log: a line for each entry, with the time in front.</summary>
public sealed class LineFormatterTests
{
    private static readonly Exception Outage = new NpgsqlException(
        "Failed to connect to 127.0.0.1:9.", new System.Net.Sockets.SocketException(111));
    private static readonly Exception Fault = Thrown(new InvalidOperationException("It broke."));

    [Fact]
    public void An_entry_is_one_line_with_its_time_in_front() =>
        Assert.Equal(
            "2026-12-01 02:00:03Z Two lines are one.\n", Written("IndhCoops.Functions", LogLevel.Information, "Two lines\r\n  are one.\n"));

    [Fact]
    public void What_others_say_has_their_name_and_what_is_not_ordinary_its_level() =>
        Assert.Equal("2026-12-01 02:00:03Z Warning: Microsoft.Host: Slow.\n", Written("Microsoft.Host", LogLevel.Warning, "Slow."));

    [Fact]
    public void A_failure_names_its_request() =>
        Assert.Equal(
            "2026-12-01 02:00:03Z Error: No. [CorrelationId b7]\n",
            Written("IndhCoops.GraphQL", LogLevel.Error, "No.", scope: new CorrelationScope("b7")));

    [Fact]
    public void An_outage_is_one_line_with_its_reason_and_has_its_trace_only_when_the_log_is_set_to_debug()
    {
        const string Line = "2026-12-01 02:00:03Z Warning: The replica is away (Failed to connect to 127.0.0.1:9: Connection refused)\n";

        Assert.Equal(Line, Written("IndhCoops.GraphQL", LogLevel.Warning, "The replica is away", Outage));
        Assert.StartsWith(
            $"{Line}    Npgsql.NpgsqlException",
            Written("IndhCoops.GraphQL", LogLevel.Warning, "The replica is away", Outage, settings: ("Logging:LogLevel:Default", "Debug")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_nobody_knows_has_its_trace_indented_below()
    {
        var lines = Written("IndhCoops.GraphQL", LogLevel.Error, "It failed", Fault).TrimEnd().Split('\n');

        Assert.Equal("2026-12-01 02:00:03Z Error: It failed (It broke)", lines[0]);
        Assert.Equal("    System.InvalidOperationException: It broke.", lines[1]);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_that_the_program_says_itself_is_not_said_twice()
    {
        Assert.Equal("", Written(FailureLog.Category, LogLevel.Error, "The database is away.", Outage));
        Assert.Equal(
            "2026-12-01 02:00:03Z Error: The database is away.\n",
            Written(
                FailureLog.Category, LogLevel.Error, "The database is away.", Outage,
                settings: ("Logging:Console:FormatterOptions:SaysFailures", "true")));
    }

    [Fact]
    public void The_times_format_can_be_set() =>
        Assert.Equal(
            "02:00 Hello.\n",
            Written(
                "IndhCoops.Functions",
                LogLevel.Information,
                "Hello.",
                settings: ("Logging:Console:FormatterOptions:TimestampFormat", "HH:mm' '")));

    private static string Written(
        string category,
        LogLevel level,
        string message,
        Exception? exception = null,
        CorrelationScope? scope = null,
        params (string Name, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 2, 0, 3, TimeSpan.Zero)));
        builder.AddConsoleLogs(new TelemetryOptions());
        using var host = builder.Build();
        var formatter = host.Services.GetServices<ConsoleFormatter>().Single(
            known => known.Name == host.Services.GetRequiredService<IConfiguration>()["Logging:Console:FormatterName"]);
        var scopes = new LoggerExternalScopeProvider();
        using var open = scope is null ? null : scopes.Push(scope);
        using var writer = new StringWriter();
        formatter.Write(new LogEntry<string>(level, category, default, message, exception, (state, _) => state), scopes, writer);
        return writer.ToString();
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
