using System.Globalization;
using IndhCoops.Load;

if (LoadOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}' is not understood. {LoadOptions.Usage}");
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopping.Cancel();
};

try
{
    await using var run = await LoadRun.StartAsync(options, Console.Error, stopping.Token);
    await run.RunAsync(stopping.Token);

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Tally.Right:N0} right answers in {options.Duration.TotalMinutes:N1} minutes to {options.Clients} clients:"));
    Console.WriteLine(run.Tally);
    if (run.Tally.Outages.Count > 0)
    {
        Console.WriteLine($"PostgreSQL was away for {Seconds(run.Tally.Outages)}; the first right answer came {Seconds(run.Tally.Recoveries)} after it was back.");
    }

    if (options.Floods)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"99 of 100 answers that are no tables came within {run.Tally.Calm.Within(0.99):N1} ms of {run.Tally.Calm.Count:N0}, and during the floods within {run.Tally.Flooded.Within(0.99):N1} ms of {run.Tally.Flooded.Count:N0} ({run.Tally.Flooded.Within(0.99) / run.Tally.Calm.Within(0.99):N1} ×)."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Half of them came within {run.Tally.Calm.Within(0.5):N1} ms and {run.Tally.Flooded.Within(0.5):N1} ms."));
    }

    Console.WriteLine("The server's memory:");
    Console.WriteLine(run.Memory.Print(options.Growth));
    Console.WriteLine($"{run.Tally.Findings.Count} findings.");
    foreach (var finding in run.Tally.Findings.Take(20))
    {
        Console.WriteLine(finding);
    }

    return run.Tally.Findings.Count == 0 && run.Memory.Growth <= options.Growth ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 130;
}

static string Seconds(IEnumerable<TimeSpan> spans) =>
    string.Join(" and ", spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:N2} s")));
