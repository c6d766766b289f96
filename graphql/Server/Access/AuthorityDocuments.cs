using System.Net;
using Microsoft.IdentityModel.Protocols;

namespace IndhCoops.GraphQL.Access;

/// <summary>Fetches the documents of the authority, and says in words why one cannot be had.</summary>
/// <param name="client">Asks for them. It must not follow redirects: another address than the one that is trusted is not trusted.</param>
/// <param name="requiresHttps">Whether each must come by HTTPS.</param>
internal sealed class AuthorityDocuments(HttpClient client, bool requiresHttps) : IDocumentRetriever
{
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (requiresHttps && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"its keys stand at {address}, which is not HTTPS");
        }

        using var response = await client.GetAsync(new Uri(address), cancel);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadAsStringAsync(cancel),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => throw new InvalidOperationException(
                $"{address} redirects to {response.Headers.Location}, which is not followed; set the authority to where it really is"),
            var status => throw new InvalidOperationException($"{address} answers {(int)status}"),
        };
    }
}
