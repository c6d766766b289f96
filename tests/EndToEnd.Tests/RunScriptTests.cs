using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>What <c>./run.sh</c> says when it cannot work: one sentence, before anything is installed, built or started.</summary>
[Collection(OneAtATime.Name)]
public sealed class RunScriptTests
{
    [Theory]
    [InlineData("unknown option --prot: did you mean --port?", "--prot", "5001")]
    [InlineData("unknown option --databse: did you mean --database?", "--databse", "Host=x")]
    [InlineData("unknown option --signin: did you mean --sign-in?", "--signin")]
    [InlineData("unknown option -p: did you mean --port?", "-p", "5001")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("--data needs a value.", "--data", "--port", "5001")]
    [InlineData("--port must be a number from 1 to 65535, not '0'.", "--port=0")]
    [InlineData("--data needs a folder, and /dev/null is a file.", "--data", "/dev/null")]
    [InlineData("--port must be a number from 1 to 65535, not '65536'.", "--port", "65536")]
    [InlineData("--demo must be a number, 0 or more, not '-1'.", "--demo", "-1")]
    [InlineData("the data folder /proc/none cannot be written. Give another one with --data DIR.", "--data", "/proc/none")]
    public async Task Wrong_use_is_a_sentence_and_exit_code_2(string sentence, params string[] options)
    {
        // The default port may be somebody else's; a port among the options counts, as the last one.
        var (code, output) = await RunAsync(["--port", $"{FreePort.Find()}", .. options]);

        Assert.Equal(2, code);
        Assert.Contains($"run.sh: {sentence}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_before_anything_is_made()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var (code, output) = await RunAsync("--port", $"{port}", "--data", folder);

        Assert.Equal(1, code);
        Assert.Contains($"port {port} is in use by another program", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_full_disk_is_said_before_anything_is_made()
    {
        using var disk = SmallDisk.TryMount(2);
        if (disk is null)
        {
            return; // This machine lets nobody mount one.
        }

        disk.Fill();
        var (code, output) = await RunAsync("--port", $"{FreePort.Find()}", "--data", Path.Combine(disk.Folder, "data"));

        Assert.Equal(1, code);
        Assert.Contains($"the disk of the data folder {disk.Folder}/data is full", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_run_left_behind_is_named_and_nothing_is_started()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-run-");
        using var orphan = Process.Start(new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", $"exec 9>>'{folder}/.lock'; flock 9; echo \"$$ the server\" >'{folder}/.parts'; echo; exec sleep 600" },
            RedirectStandardOutput = true,
        })!;
        try
        {
            await orphan.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            var (code, output) = await RunAsync("--port", $"{FreePort.Find()}", "--data", folder.FullName);

            Assert.Equal(1, code);
            Assert.Contains($"the server of an earlier run still runs (process {orphan.Id})", output, StringComparison.Ordinal);
            Assert.Contains($"Stop it with: kill {orphan.Id}", output, StringComparison.Ordinal);
            Assert.Equal([".lock", ".parts"], folder.EnumerateFileSystemInfos().Select(file => file.Name).Order());
        }
        finally
        {
            orphan.Kill();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_has_one_run_and_a_killed_run_takes_its_parts_with_it()
    {
        await using var run = RunScript.Start(demo: 0, months: 1, "--sign-in");
        await run.WaitAsync(() => Task.FromResult(run.Output.Contains("IndhCoops runs.", StringComparison.Ordinal)));
        Assert.Contains($"Enter data      {run.Server}saisie", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"clientId\":\"saisie\"", await GetAsync(new Uri(run.Server, "saisie/settings.json")), StringComparison.Ordinal);

        var (code, output) = await RunAsync("--port", $"{FreePort.Find()}", "--data", run.Data);
        Assert.Equal(1, code);
        Assert.Contains($"another ./run.sh (process {run.Id}) uses {run.Data}", output, StringComparison.Ordinal);

        run.Kill();
        await WaitUntilFreeAsync(Path.Combine(run.Data, ".lock"));
    }

    private static async Task<string> GetAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(address, TestContext.Current.CancellationToken);
    }

    // The lock is held for as long as any part lives.
    private static async Task WaitUntilFreeAsync(string file)
    {
        using var wait = Process.Start("flock", ["--timeout", $"{Patience.Limit.TotalSeconds}", file, "true"]);
        await wait.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, wait.ExitCode);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] options)
    {
        using var script = Process.Start(
            new ProcessStartInfo(RunScript.Path, options) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (
            script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.ExitCode, await output + await errors);
    }
}
