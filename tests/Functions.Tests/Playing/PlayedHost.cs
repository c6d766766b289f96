using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>Plays the Azure Functions host against the packaged worker: starts what the package names, and speaks gRPC with it.</summary>
internal sealed class PlayedHost : IAsyncDisposable
{
    private const string WorkerId = "9d3f61b8";

    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _asked = new();
    private readonly ConcurrentDictionary<string, PlayedInvocation> _invocations = new();
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();
    private readonly WebApplication _server;
    private readonly HostStream _stream;
    private readonly Process _worker = new();

    private PlayedHost()
    {
        _stream = new HostStream(Receive);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting().AddSingleton(_stream).AddGrpc();
        _server = builder.Build();
        _server.MapGrpcService<HostStream>();
    }

    /// <summary>What the worker says that it can do.</summary>
    public WorkerInitResponse Worker { get; private set; } = new();

    /// <summary>The functions that the worker has told of, by name.</summary>
    public IReadOnlyDictionary<string, RpcFunctionMetadata> Functions { get; private set; } = new Dictionary<string, RpcFunctionMetadata>();

    /// <summary>What the worker has logged, with its levels.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>The process.</summary>
    public int ProcessId => _worker.Id;

    /// <summary>Everything that the worker has told the host or written.</summary>
    public string Everything
    {
        get
        {
            lock (_output)
            {
                return string.Join(
                    Environment.NewLine,
                    [.. Log.Lines, .. _invocations.Values.Select(invocation => $"{invocation.Answer}"), _output.ToString()]);
            }
        }
    }

    /// <summary>Starts the worker, and goes with it through what comes before the first invocation.</summary>
    public static async Task<PlayedHost> StartAsync(FunctionsPackage package, params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var host = new PlayedHost();
        try
        {
            var root = (await package.Content).Root;
            await host._server.StartAsync(TestContext.Current.CancellationToken);
            host.StartWorker(root, environment);
            await host.MeetAsync(root);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Invokes a function as its timer does.</summary>
    public PlayedInvocation Invoke(
        string function, string timer = PlayedInvocation.OnTime, int retry = 0, string? invocationId = null, string? traceParent = null)
    {
        var invocation = new PlayedInvocation(this, invocationId ?? $"{Guid.NewGuid()}");
        _invocations[invocation.Id] = invocation;
        var request = new InvocationRequest
        {
            InvocationId = invocation.Id,
            FunctionId = Functions[function].FunctionId,
            InputData = { new ParameterBinding { Name = "timer", Data = new TypedData { Json = timer } } },
            TraceContext = new RpcTraceContext { TraceParent = traceParent ?? "", TraceState = "" },
        };
        if (retry > 0)
        {
            request.RetryContext = new RetryContext { RetryCount = retry, MaxRetryCount = 5 };
        }

        _stream.Send(new StreamingMessage { InvocationRequest = request });
        return invocation;
    }

    /// <summary>Cancels an invocation, as the host does when its time is over.</summary>
    public void Cancel(PlayedInvocation invocation) =>
        _stream.Send(
            new StreamingMessage
            {
                InvocationCancel = new InvocationCancel { InvocationId = invocation.Id, GracePeriod = new() { Seconds = 5 } },
            });

    /// <summary>Ends the worker as the host does when it ends itself; its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        _stream.Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = new() { Seconds = 5 } } });
        await _worker.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the worker has not ended:\n{Everything}", TestContext.Current.CancellationToken);
        return _worker.ExitCode;
    }

    /// <summary>Ends as a host that is killed: the stream breaks, and nobody tells the worker. Waits until the worker has ended.</summary>
    public async Task DieAsync()
    {
        await _server.DisposeAsync();
        await _worker.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the worker has outlived its host:\n{Everything}", TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the worker at once, as a power cut would; whether it still ran.</summary>
    public async Task<bool> KillAsync()
    {
        var ranOn = !_worker.HasExited;
        _worker.Kill();
        await _worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        return ranOn;
    }

    /// <summary>Waits for something that the worker is to do, and hears at once where it has ended instead.</summary>
    public async Task<T> AwaitAsync<T>(Task<T> task, string complaint)
    {
        await Task.WhenAny(task, _worker.WaitForExitAsync(TestContext.Current.CancellationToken)).WithPatienceAsync(
            () => $"{complaint}:\n{Everything}", TestContext.Current.CancellationToken);
        return task.IsCompleted ? await task : throw new WorkerEndedException(
            $"The worker has ended with {_worker.ExitCode}, and {complaint}:{Environment.NewLine}{Everything}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.Task.IsCompleted || !string.IsNullOrEmpty(_worker.StartInfo.FileName))
        {
            _worker.Kill(entireProcessTree: true);
            await _worker.WaitForExitAsync();
        }

        _worker.Dispose();
        await _server.DisposeAsync();
        Log.Dispose();
    }

    private void StartWorker(string root, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var description = JsonElement.Parse(File.ReadAllText(Path.Combine(root, "worker.config.json"))).GetProperty("description");
        var address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var start = new ProcessStartInfo(
            description.GetProperty("defaultExecutablePath").GetString()!,
            [
                Path.Combine(root, description.GetProperty("defaultWorkerPath").GetString()!), "--functions-uri", address,
                "--functions-worker-id", WorkerId,
                "--functions-request-id", $"{Guid.NewGuid()}", "--functions-grpc-max-message-length", "2147483647",
            ])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] names =
        [
            "PATH", "HOME", "DOTNET_ROOT", "DOTNET_TieredPGO", "DOTNET_TC_CallCountingDelayMs",
            "DOTNET_EnableWriteXorExecute", "DOTNET_gcConcurrent",
        ];
        var inherited = names.Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        KeyValuePair<string, string?>[] ofTheHost =
        [
            new("FUNCTIONS_APPLICATION_DIRECTORY", root), new("FUNCTIONS_WORKER_DIRECTORY", root),

            // The host's own address, which the worker must not take for its own; and what the Bicep template gives it.
            new("ASPNETCORE_URLS", "http://127.0.0.1:1"), new("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
        ];
        foreach (var variable in inherited.Concat(ofTheHost).Concat(environment).GroupBy(
            variable => variable.Key, variable => variable.Value))
        {
            if (variable.Last() is { } value)
            {
                start.Environment[variable.Key] = value;
            }
        }

        _worker.StartInfo = start;
        _worker.OutputDataReceived += (_, line) => Keep(line.Data);
        _worker.ErrorDataReceived += (_, line) => Keep(line.Data);
        _worker.Start();
        _worker.BeginOutputReadLine();
        _worker.BeginErrorReadLine();
    }

    private async Task MeetAsync(string root)
    {
        Assert.Equal(WorkerId, await AwaitAsync(_started.Task, "it has not opened the stream"));
        Worker =
            (await AskAsync(new()
            {
                WorkerInitRequest = new() { HostVersion = "4.1037.0.0", WorkerDirectory = root, FunctionAppDirectory = root },
            })).WorkerInitResponse;
        Assert.Equal(StatusResult.Types.Status.Success, Worker.Result.Status);
        var metadata =
            (await AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = root } })).FunctionMetadataResponse;
        Assert.Equal(StatusResult.Types.Status.Success, metadata.Result.Status);
        Functions = metadata.FunctionMetadataResults.ToDictionary(function => function.Name);
        foreach (var function in Functions.Values)
        {
            var loaded =
                (await AskAsync(new()
                {
                    FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function },
                })).FunctionLoadResponse;
            Assert.Equal((function.FunctionId, StatusResult.Types.Status.Success), (loaded.FunctionId, loaded.Result.Status));
        }
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        question.RequestId = $"{Guid.NewGuid()}";
        var answer = _asked[question.RequestId] = new TaskCompletionSource<StreamingMessage>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        _stream.Send(question);
        return await AwaitAsync(answer.Task, $"it has not answered {question.ContentCase}");
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                _started.TrySetResult(message.StartStream.WorkerId);
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Log.Write($"{message.RpcLog.Level}: {message.RpcLog.Message} {message.RpcLog.Exception}".TrimEnd());
                if (_invocations.TryGetValue(message.RpcLog.InvocationId, out var logged))
                {
                    logged.Add(message.RpcLog);
                }

                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                _invocations[message.InvocationResponse.InvocationId].End(message.InvocationResponse.Result);
                break;
            default:
                if (_asked.TryRemove(message.RequestId, out var asked))
                {
                    asked.SetResult(message);
                }

                break;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}

/// <summary>The worker has ended while something was awaited of it.</summary>
internal sealed class WorkerEndedException(string message) : Exception(message);
