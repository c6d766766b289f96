using System.Collections.Frozen;
using System.Net;
using System.Text.Json;

namespace IndhCoops.Load;

/// <summary>Asks questions and compares their answers with the right ones.</summary>
internal sealed class Asking(HttpClient client, FrozenDictionary<Question, Answer> right)
{
    /// <summary>Asks every question while nothing else is going on.</summary>
    public static async Task<FrozenDictionary<Question, Answer>> LearnAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var right = new Dictionary<Question, Answer>();
        foreach (var question in Mix.All)
        {
            using var request = question.Request();
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK || body.AsSpan().StartsWith("{\"errors\""u8))
            {
                throw new InvalidOperationException(
                    $"{question.Work} {question.Path} is answered {(int)response.StatusCode} at rest: {Start(body)}");
            }

            right.Add(question, new Answer(body, response.Headers.ETag?.ToString()));
        }

        return right.ToFrozenDictionary();
    }

    /// <summary>Asks once. What was wrong is said in words.</summary>
    public async Task<(Outcome Outcome, string? Fault)> AskAsync(
        Question question, long? salt, bool hasTag, CancellationToken cancellationToken)
    {
        var expected = right[question];
        try
        {
            using var request = question.Request(salt, hasTag ? expected.Tag : null);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified && hasTag && response.Headers.ETag?.ToString() == expected.Tag)
            {
                return (Outcome.NotModified, null);
            }

            if (response.StatusCode == HttpStatusCode.OK)
            {
                var difference = question.IsWorkbook
                    ? await Workbook.IsAsync(response.Content, expected.Body, cancellationToken)
                    : await IsAsync(response.Content, expected.Body, cancellationToken);
                return difference is null ? (Outcome.Right, null) : (Outcome.Wrong, difference);
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null && HasErrors(body)
                ? (Outcome.Later, null)
                : (Outcome.Wrong, $"{(int)response.StatusCode}: {Start(body)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (Outcome.Broken, exception.Message);
        }
    }

    /// <summary>Compares what comes with the right bytes as it comes; null where it is the same.</summary>
    public static async Task<string?> IsAsync(
        HttpContent content, ReadOnlyMemory<byte> expected, CancellationToken cancellationToken, TimeSpan pause = default)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        var at = 0;
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (at + read > expected.Length || !buffer.AsSpan(0, read).SequenceEqual(expected.Span.Slice(at, read)))
            {
                return $"200 with another answer, from byte {at} of {expected.Length}: {Start(buffer.AsSpan(0, read))}";
            }

            at += read;
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }

        return at == expected.Length ? null : $"200 with {at} of {expected.Length} bytes, as if that were all";
    }

    private static bool HasErrors(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body).GetProperty("errors").GetArrayLength() > 0;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Start(ReadOnlySpan<byte> body) => System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, 300)]);
}
