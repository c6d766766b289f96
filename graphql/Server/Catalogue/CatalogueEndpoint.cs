using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Publishing;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Pages;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>Answers with descriptions of the open data. Each is made when it is asked for: its addresses are those by which this client knows the server.</summary>
internal sealed class CatalogueEndpoint(
    OpenDatasets datasets, Lazy<GraphExecutor> executor, RequestExecution execution, IFrontPage dashboard, PageFrame frame, IEnumerable<CodePages> pages, IOptions<PublishingOptions> publishing, IOptions<AccessOptions> access)
{
    private readonly bool _isOpen = !access.Value.ReadingNeedsToken;
    private string? _question;

    /// <summary>What crawlers may read; open to everybody.</summary>
    public Task GetRobotsAsync(HttpContext context) => WriteAsync(
        context, CrawlerFiles.Robots(PublicAddress.Of(context.Request), context.Request.PathBase.ToUriComponent(), _isOpen), "text/plain; charset=utf-8");

    /// <summary>Answers with what is written from the whole.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contentType">What is written.</param>
    /// <param name="write">Writes it.</param>
    public async Task GetAsync(HttpContext context, string contentType, Func<CatalogueContent, byte[]> write)
    {
        var all = await datasets.AllAsync();
        using var deadline = execution.Deadline(context);
        using var answer = await execution.ExecuteAsync(context, new GraphRequest(_question ??= await QuestionAsync(all)) { AllowMutations = false }, deadline.Token);
        if (!answer.IsWhole)
        {
            await ResponseWriter.WriteAsync(context.Response, answer, ResponseFormat.GraphQLResponse);
            return;
        }

        var facts = CatalogueFacts.Of(answer, pages);
        IReadOnlyList<string> paths = [.. frame.Navigation.Select(link => link.Path).Where(path => !path.EndsWith('/')), .. facts.Pages];
        var content = new CatalogueContent(PublicAddress.Of(context.Request), publishing.Value, all, facts, dashboard.IsPresent, paths, _isOpen);
        await WriteAsync(context, write(content), contentType);
    }

    // Not all that can be read says where it comes from, and the schema knows what does.
    private async Task<string> QuestionAsync(IReadOnlyList<OpenDataset> all)
    {
        var asked = new List<string>();
        foreach (var collection in all.SelectMany(dataset => dataset.Collections).Distinct())
        {
            if (await executor.Value.ValidateAsync($"{{ {CatalogueFacts.Ask(collection)} }}", CancellationToken.None) is [])
            {
                asked.Add(collection);
            }
        }

        return CatalogueFacts.Question(asked, pages);
    }

    private static Task WriteAsync(HttpContext context, byte[] bytes, string contentType)
    {
        context.Response.Headers.CacheControl = PageHeaders.Revalidate;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(bytes, contentType, entityTag: new(EntityTag.Of(bytes))).ExecuteAsync(context);
    }
}
