namespace IndhCoops.Functions.Tests.Playing;

/// <summary>How long a test waits for what must happen; a test that passes does not come near it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(3);

    public static async Task WithPatienceAsync(this Task task, string complaint)
    {
        try
        {
            await task.WaitAsync(Span, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"After {Span}, {complaint}.");
        }
    }

    public static async Task<T> WithPatienceAsync<T>(this Task<T> task, string complaint)
    {
        await ((Task)task).WithPatienceAsync(complaint);
        return await task;
    }
}
