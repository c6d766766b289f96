using IndhCoops.Functions.Tests.Playing.Rpc;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>An invocation, as the host sees it.</summary>
internal sealed class PlayedInvocation(PlayedHost host, string id)
{
    /// <summary>What the host says of a timer that fires when it is due.</summary>
    public const string OnTime =
        """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":"""
            + """{"Last":"2026-10-01T02:00:00+00:00","LastUpdated":"2026-10-01T02:00:00.0012+00:00","Next":"2026-11-01T02:00:00+00:00"}"""
            + ""","IsPastDue":false}""";

    /// <summary>What it says of one that was missed.</summary>
    public const string PastDue =
        """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":"""
            + """{"Last":"2026-09-01T02:00:00+00:00","LastUpdated":"2026-09-01T02:00:00.0012+00:00","Next":"2026-10-01T02:00:00+00:00"}"""
            + ""","IsPastDue":true}""";

    private readonly List<RpcLog> _logs = [];
    private readonly TaskCompletionSource<StatusResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    /// <summary>The answer, if there is one yet.</summary>
    public StatusResult? Answer => _result.Task.IsCompletedSuccessfully ? _result.Task.Result : null;

    /// <summary>What was logged in it so far.</summary>
    public IReadOnlyList<RpcLog> Logs
    {
        get
        {
            lock (_logs)
            {
                return [.. _logs];
            }
        }
    }

    /// <summary>Waits for the answer.</summary>
    public Task<StatusResult> EndAsync() => host.AwaitAsync(_result.Task, $"it has not answered invocation {id}");

    /// <summary>Waits for the answer, which must be that all went well; the lines that were logged.</summary>
    public async Task<IReadOnlyList<string>> EndWellAsync()
    {
        var result = await EndAsync();
        Assert.True(result.Status == StatusResult.Types.Status.Success, $"{result} {host.Everything}");
        return [.. Logs.Select(line => line.Message)];
    }

    /// <summary>Waits for the answer, which must be a failure; its sentence.</summary>
    public async Task<string> FailAsync(StatusResult.Types.Status status = StatusResult.Types.Status.Failure)
    {
        var result = await EndAsync();
        Assert.Equal(status, result.Status);
        Assert.Equal("", result.Exception.StackTrace);
        return result.Exception.Message;
    }

    public void Add(RpcLog line)
    {
        lock (_logs)
        {
            _logs.Add(line);
        }
    }

    public void End(StatusResult result) => _result.TrySetResult(result);
}
