using System.Collections.Frozen;

namespace IndhCoops.Load;

/// <summary>The kinds of clients: those that ask on and on, those that read slowly, those that leave, and one that writes.</summary>
internal sealed class Clients(HttpClient client, FrozenDictionary<Question, Answer> right, Tally tally, TimeSpan pause)
{
    // So many of a hundred documents are new to the server, and so many GETs say what they have.
    private const int NewDocuments = 15;
    private const int WithTag = 50;

    private readonly Asking _asking = new(client, right);

    /// <summary>Asks again and again.</summary>
    public async Task AskAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        while (!stop.IsCancellationRequested)
        {
            var question = Mix.Next(random);
            long? salt = random.Next(100) < NewDocuments ? random.NextInt64() : null;
            var started = tally.Now;
            var (outcome, fault) = await _asking.AskAsync(question, salt, random.Next(100) < WithTag, CancellationToken.None);
            tally.Add(question, outcome, fault, started);
            if (outcome is Outcome.Later or Outcome.Broken)
            {
                // Less than Retry-After asks for, so that many come while there is no database.
                await Task.Delay(100, CancellationToken.None);
            }
            else if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Reads a table in small pieces.</summary>
    public async Task ReadSlowlyAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = tally.Now;
            try
            {
                using var request = Mix.SlowTable.Request();
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
                if (!response.IsSuccessStatusCode)
                {
                    tally.Add(
                        Mix.SlowTable,
                        response.Headers.RetryAfter is null ? Outcome.Wrong : Outcome.Later,
                        $"{response.StatusCode}",
                        started);
                    await Task.Delay(100, CancellationToken.None);
                    continue;
                }

                var fault = await Asking.IsAsync(
                    response.Content, right[Mix.SlowTable].Body, CancellationToken.None, TimeSpan.FromMilliseconds(100));
                tally.Add(Mix.SlowTable, fault is null ? Outcome.Right : Outcome.Wrong, fault, started);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                tally.Add(Mix.SlowTable, Outcome.Broken, exception.Message, started);
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>Asks and leaves before it is answered, or in the middle of a long table.</summary>
    public async Task LeaveAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        while (!stop.IsCancellationRequested)
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 60)));
            var question = random.Next(4) == 0 ? Mix.LongTable : Mix.Next(random);
            try
            {
                using var request = question.Request(random.NextInt64());
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
                await response.Content.CopyToAsync(Stream.Null, leaving.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                tally.Add("left", Outcome.Broken);
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>Asks for a long table, reads its beginning, and then no more without leaving.</summary>
    public async Task FallAsleepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var request = Mix.LongTable.Request();
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                tally.Add("fell asleep", Outcome.Broken);
                await Task.Delay(TimeSpan.FromSeconds(20), stop);
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }
}
