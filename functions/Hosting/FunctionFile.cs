using System.Text.Json;
using NCrontab;

namespace IndhCoops.Functions.Hosting;

/// <summary>Reads a <c>function.json</c>, of which the Functions host may understand more than is read here.</summary>
internal sealed record FunctionFile(IReadOnlyList<FunctionFile.Binding>? Bindings, FunctionFile.RetrySettings? Retry)
{
    public const string Name = "function.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    /// <summary>Reads the file in a function's folder.</summary>
    public static FunctionDefinition Read(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, Name);
        try
        {
            var file = JsonSerializer.Deserialize<FunctionFile>(File.ReadAllBytes(path), Json);
            var timer = file?.Bindings?.FirstOrDefault(binding => binding.Type == "timerTrigger")
                ?? throw new StartException($"{path} has no binding of type 'timerTrigger'; only timers are understood here.");
            return new FunctionDefinition(
                folder.Name, ReadSchedule(timer.Schedule, path), timer.UseMonitor, timer.RunOnStartup, ReadRetry(file.Retry, path));
        }
        catch (JsonException exception)
        {
            throw new StartException($"{path} is not understood: {exception.Message}", exception);
        }
    }

    private static CrontabSchedule ReadSchedule(string? schedule, string path) => CrontabSchedule.TryParse(schedule ?? "", SixFields)
        ?? throw new StartException($"{path} has the schedule '{schedule}'; it must have six fields, seconds first, such as '0 0 2 1 * *'.");

    private static RetryPolicy ReadRetry(RetrySettings? retry, string path) => retry switch
    {
        null => RetryPolicy.None,
        { Strategy: "fixedDelay", DelayInterval: { } delay } => new(retry.MaxRetryCount, delay, delay),
        { Strategy: "exponentialBackoff", MinimumInterval: { } least, MaximumInterval: { } most } when least <= most => new(retry.MaxRetryCount, least, most),
        _ => throw new StartException(
            $"{path} has a 'retry' that is not understood; it must be 'exponentialBackoff' with 'minimumInterval' and 'maximumInterval', or 'fixedDelay' with 'delayInterval'."),
    };

    internal sealed record Binding(string? Type, string? Schedule, bool UseMonitor = true, bool RunOnStartup = false);

    internal sealed record RetrySettings(
        string? Strategy, int MaxRetryCount, TimeSpan? DelayInterval, TimeSpan? MinimumInterval, TimeSpan? MaximumInterval);
}
