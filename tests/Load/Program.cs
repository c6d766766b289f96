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

    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Tally.Right:N0} right answers in {options.Duration.TotalMinutes:N1} minutes to {options.Clients} clients:"));
    Console.WriteLine(run.Tally);
    if (run.Tally.Outages.Count > 0)
    {
        Console.WriteLine(
            $"PostgreSQL was away for {Seconds(run.Tally.Outages)}; the first right answer came {Seconds(run.Tally.Recoveries)} "
                + "after it was back.");
    }

    if (options.Floods)
    {
        var (calm, flooded) = (run.Tally.Calm, run.Tally.Flooded);
        Console.WriteLine($"Before the floods: {calm}.");
        Console.WriteLine($"During the floods: {flooded}.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"99 of 100 answers took {flooded.Latencies.Within(0.99) / calm.Latencies.Within(0.99):N1} times as long during the "
                + $"floods (the bound is 3)."));
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
