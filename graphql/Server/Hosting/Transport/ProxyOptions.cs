using System.ComponentModel.DataAnnotations;
using System.Net;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>The proxies in front of the server, whose word on clients is heard; in the section <see cref="Section"/>.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>The addresses of proxies, whose X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Prefix are believed.</summary>
    public IList<string> Addresses { get; } = [];

    /// <summary>Networks of proxies, such as <c>10.20.0.0/16</c>.</summary>
    public IList<string> Networks { get; } = [];

    /// <summary>How many proxies a request passes at most; entries before those are the client's own and not believed.</summary>
    [Range(1, 10)]
    public int Hops { get; set; } = 1;

    /// <summary>The path below which clients reach the server, <c>/indh</c>, where no proxy says it; one may strip it or not.</summary>
    public string? PathPrefix { get; set; }

    /// <summary>Proxies that the server would not recognise, and a prefix that is none.</summary>
    internal IEnumerable<string> Complaints()
    {
        foreach (var address in Addresses.Where(address => !IPAddress.TryParse(address, out _)))
        {
            yield return $"{Section}__{nameof(Addresses)} must hold addresses such as 10.0.0.4, not '{address}'.";
        }

        foreach (var network in Networks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return $"{Section}__{nameof(Networks)} must hold networks such as 10.20.0.0/16, not '{network}'.";
        }

        if (!Transport.PathPrefix.TryRead(PathPrefix ?? "", out _))
        {
            yield return $"{Section}__{nameof(PathPrefix)} must be a path such as /indh (letters, digits and -._~ between slashes), "
                + $"not '{PathPrefix}'.";
        }
    }
}
