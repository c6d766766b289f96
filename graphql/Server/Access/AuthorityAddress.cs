using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Access;

/// <summary>Where the authority says where its keys are.</summary>
/// <param name="Metadata">The address of its OpenID Connect metadata.</param>
/// <param name="RequiresHttps">Whether the keys must come by HTTPS, too.</param>
internal sealed record AuthorityAddress(string Metadata, bool RequiresHttps)
{
    private const string WellKnown = ".well-known/openid-configuration";

    /// <summary>The address that the settings give; null where tokens are checked by keys of the settings.</summary>
    public static AuthorityAddress? Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(BearerSection.Name);
        var authority = configuration[$"{AccessOptions.Section}:{nameof(AccessOptions.Authority)}"] is { Length: > 0 } own
            ? own
            : section["Authority"];
        var metadata = section["MetadataAddress"] is { Length: > 0 } named ? named
            : string.IsNullOrEmpty(authority) ? null
            : $"{authority.TrimEnd('/')}/{WellKnown}";
        return metadata is null
            ? null
            : new AuthorityAddress(metadata, !(Uri.TryCreate(metadata, UriKind.Absolute, out var address) && address.IsLoopback));
    }
}
