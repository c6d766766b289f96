using System.Globalization;
using IndhCoops.Fuzzing;

const string Usage = "Options: --url http://localhost:5000, --inputs N, --seed N, --clients N.";

var (url, inputs, seed, clients) = ("http://localhost:5000", 1_000_000, 1, 8);
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
    switch (args[i])
    {
        case "--url" when Uri.IsWellFormedUriString(value, UriKind.Absolute):
            url = value;
            break;
        case "--inputs" when isNumber:
            inputs = number;
            break;
        case "--seed" when isNumber:
            seed = number;
            break;
        case "--clients" when isNumber:
            clients = number;
            break;
        default:
            Console.Error.WriteLine($"'{args[i]} {value}' is not understood. {Usage}");
            return 2;
    }
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopping.Cancel();
};

using var run = new FuzzRun(new Uri(url), seed, clients);
try
{
    var findings = await run.RunAsync(inputs, progress: Console.Error, stopping.Token);
    Console.WriteLine($"{inputs:N0} inputs from seed {seed}: {run.Answers}; {findings.Count} findings.");
    foreach (var finding in findings.Take(20))
    {
        Console.WriteLine(finding);
    }

    return findings.Count == 0 ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 130;
}
