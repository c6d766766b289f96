using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Keeps the server from starting with settings that cannot work.</summary>
internal sealed class GraphHttpOptionsValidator : IValidateOptions<GraphHttpOptions>
{
    private const int MostInBatch = 10_000;

    public ValidateOptionsResult Validate(string? name, GraphHttpOptions options)
    {
        var failures = new List<string>();

        // Bodies are gathered in one array.
        if (options.MaxRequestSize < 1 || options.MaxRequestSize > Array.MaxLength)
        {
            failures.Add(
                $"{GraphHttpOptions.Section}:{nameof(options.MaxRequestSize)} must be from 1 to {Array.MaxLength} bytes, "
                    + $"not {options.MaxRequestSize}.");
        }

        if (options.MaxBatchSize is < 1 or > MostInBatch)
        {
            failures.Add(
                $"{GraphHttpOptions.Section}:{nameof(options.MaxBatchSize)} must be from 1 to {MostInBatch}, not {options.MaxBatchSize}.");
        }

        CheckDuration(nameof(options.RequestTimeout), options.RequestTimeout);

        // The value becomes the Cache-Control header of answers to GET, and a header allows no other characters.
        if (!CacheControlHeaderValue.TryParse(options.CacheControl, out _))
        {
            failures.Add(
                $"{GraphHttpOptions.Section}:{nameof(options.CacheControl)} must be a header such as no-cache or max-age=60, "
                    + $"not '{options.CacheControl}'.");
        }

        foreach (var origin in options.AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            failures.Add(
                $"{GraphHttpOptions.Section}:{nameof(options.AllowedOrigins)} must hold origins such as https://example.org, or *, "
                    + $"not '{origin}'.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckDuration(string setting, TimeSpan value)
        {
            // A timer cannot wait longer.
            if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
            {
                failures.Add($"{GraphHttpOptions.Section}:{setting} must be more than nothing and at most 24 days, not {value}.");
            }
        }
    }

    private static bool IsOrigin(string origin) =>
        origin == "*"
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase));
}
