using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Databases;

namespace IndhCoops.Benchmarks.Starts;

/// <summary>Measures the time from the start of the published server's process to its first right answer, on existing data.</summary>
internal sealed class StartBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "start";

    private const int Starts = 9;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var published = Directory.CreateTempSubdirectory("indhcoops-published-");
        try
        {
            await PublishAsync(published.FullName, cancellationToken);
            await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{options.Cooperatives:N0} cooperatives, {Starts} starts, {Environment.ProcessorCount} cores; "
                        + $"seconds to the first right answer"));
            output.WriteLine();
            output.WriteLine("| database | median | fastest | slowest |");
            output.WriteLine("|---|---:|---:|---:|");
            foreach (var kind in options.Databases)
            {
                await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
                string[] arguments = [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"];
                var expected = await LoadAsync(arguments, cancellationToken);
                var times = Enumerable.Range(0, Starts)
                    .Select(_ => Time(Path.Combine(published.FullName, "IndhCoops.GraphQL"), arguments, expected, cancellationToken))
                    .Order()
                    .ToList();
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {kind} | {times[Starts / 2].TotalSeconds:F2} | {times[0].TotalSeconds:F2} | {times[^1].TotalSeconds:F2} |"));
            }
        }
        finally
        {
            published.Delete(recursive: true);
        }

        return 0;
    }

    private static byte[] Question => HttpBytes.Ask("/graphql", Work.Flat.Query, Works.Question.All[0]);

    private static async Task PublishAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "publish", SourceTree.PathOf("graphql/Server"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--self-contained", "false", "-o", folder, "-v", "quiet", "--nologo",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await Console.Error.WriteAsync(await publish.StandardOutput.ReadToEndAsync(cancellationToken));
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
        }
    }

    // Fills the database, and learns what is right.
    private static async Task<byte[]> LoadAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync("IndhCoops.GraphQL.dll", arguments, cancellationToken);
        using var connection = new KeepAliveConnection(server.Port);
        return connection.Exchange(Question).ToArray();
    }

    private static TimeSpan Time(string program, string[] arguments, byte[] expected, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var question = Question;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(program, [.. arguments, "--port", $"{port}"]) { RedirectStandardOutput = true })!;
        try
        {
            while (!IsAnswered(port, question, expected))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The server ended with {process.ExitCode} before it answered.");
                }

                Thread.Sleep(Between);
            }

            return watch.Elapsed;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static bool IsAnswered(int port, byte[] question, byte[] expected)
    {
        try
        {
            using var connection = new KeepAliveConnection(port);
            return connection.Exchange(question).SequenceEqual(expected);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Not listening yet, or not ready.
            return false;
        }
    }
}
