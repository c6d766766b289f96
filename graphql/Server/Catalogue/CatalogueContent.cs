using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>What the descriptions of the open data are written from.</summary>
/// <param name="Facts">What the data says of itself.</param>
/// <param name="HasPage">Whether there is a page for people at the root.</param>
/// <param name="IsOpen">Whether everybody may read.</param>
internal sealed record CatalogueContent(
    string Server,
    PublishingOptions Publishing,
    IReadOnlyList<OpenDataset> Datasets,
    CatalogueFacts Facts,
    bool HasPage,
    IReadOnlyList<string> Paths,
    bool IsOpen);
