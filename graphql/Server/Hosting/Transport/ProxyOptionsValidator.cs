using System.Net;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Keeps the server from starting with proxies that it would not recognise.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        string[] failures =
        [
            .. options.Addresses.Where(address => !IPAddress.TryParse(address, out _))
                .Select(address =>
                    $"{ProxyOptions.Section}:{nameof(options.Addresses)} must hold addresses such as 10.0.0.4, not '{address}'."),
            .. options.Networks.Where(network => !IPNetwork.TryParse(network, out _))
                .Select(network =>
                    $"{ProxyOptions.Section}:{nameof(options.Networks)} must hold networks such as 10.20.0.0/16, not '{network}'."),
        ];
        if (!PathPrefix.TryRead(options.PathPrefix ?? "", out _))
        {
            failures =
            [
                .. failures,
                $"{ProxyOptions.Section}:{nameof(options.PathPrefix)} must be a path such as /indh (letters, digits and -._~ "
                    + $"between slashes), not '{options.PathPrefix}'.",
            ];
        }

        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
