using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Hosting.Publishing;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Pages;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>Describes the open data. Each answer is made when it is asked for, with the addresses that its client knows.</summary>
internal sealed class CatalogueEndpoint(
    OpenDatasets datasets,
    Lazy<GraphExecutor> executor,
    RequestExecution execution,
    IFrontPage dashboard,
    PageFrame frame,
    IEnumerable<CodePages> pages,
    IEnumerable<RowPages> rows,
    IDbContextFactory<IndhCoopsContext> contexts,
    IOptions<PublishingOptions> publishing,
    IOptions<AccessOptions> access)
{
    public const string Xml = "application/xml; charset=utf-8";

    // Rows that are read at once: no connection to the database waits for a client that reads slowly.
    private const int Batch = 5_000;

    private readonly bool _isOpen = !access.Value.ReadingNeedsToken;
    private string? _question;

    /// <summary>What crawlers may read; open to everybody.</summary>
    public Task GetRobotsAsync(HttpContext context) => WriteAsync(
        context,
        CrawlerFiles.Robots(PublicAddress.Of(context.Request), context.Request.PathBase.ToUriComponent(), _isOpen),
        "text/plain; charset=utf-8");

    /// <summary>Answers with what is written from the whole.</summary>
    public async Task GetAsync(HttpContext context, string contentType, Func<CatalogueContent, byte[]> write)
    {
        if (await ContentAsync(context) is { } content)
        {
            await WriteAsync(context, write(content), contentType);
        }
    }

    /// <summary>Answers with the addresses of some pages of a long collection.</summary>
    public async Task GetRowsAsync(HttpContext context)
    {
        if (await ContentAsync(context) is not { } content)
        {
            return;
        }

        var number = int.Parse((string)context.Request.RouteValues["number"]!, CultureInfo.InvariantCulture);
        var collection = (string?)context.Request.RouteValues["collection"];
        if (content.Facts.Rows.FirstOrDefault(rows => rows.Pages.Collection == collection) is not { } rows || number > rows.Sitemaps)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = EntityTag.Of(Encoding.UTF8.GetBytes(
            $"{content.Server} {collection} {number} {rows.Count} {rows.Changed:O} {content.Facts.Recorded:O}"));
        await AnswerAsync(context, TypedResults.Stream(
            body => CrawlerFiles.WriteRowsAsync(
                content.Server + rows.Pages.Path,
                BatchesAsync(rows.Pages, number, context.RequestAborted),
                body,
                context.RequestAborted),
            Xml,
            entityTag: new(tag)));
    }

    private async IAsyncEnumerable<IReadOnlyList<RowPage>> BatchesAsync(
        RowPages pages, int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var begin = (number - 1) * CrawledRows.PerSitemap; begin < number * CrawledRows.PerSitemap; begin += Batch)
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var batch = await pages.Rows(database).Skip(begin).Take(Batch).ToListAsync(cancellationToken);
            yield return batch;
            if (batch.Count < Batch)
            {
                yield break;
            }
        }
    }

    // What everything here is written from; null where the answer says why there is none.
    private async Task<CatalogueContent?> ContentAsync(HttpContext context)
    {
        var all = await datasets.AllAsync();
        using var deadline = execution.Deadline(context);
        var question = new GraphRequest(_question ??= await QuestionAsync(all)) { AllowMutations = false };
        using var answer = await execution.ExecuteAsync(context, question, deadline.Token);
        if (!answer.IsWhole)
        {
            await ResponseWriter.WriteAsync(context.Response, answer, ResponseFormat.GraphQLResponse);
            return null;
        }

        var facts = CatalogueFacts.Of(answer, pages, rows);
        IReadOnlyList<string> paths = [.. frame.Navigation.Select(link => link.Path).Where(path => !path.EndsWith('/')), .. facts.Pages];
        return new CatalogueContent(PublicAddress.Of(context.Request), publishing.Value, all, facts, dashboard.IsPresent, paths, _isOpen);
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

        return CatalogueFacts.Question(asked, pages, rows);
    }

    private static Task WriteAsync(HttpContext context, byte[] bytes, string contentType) =>
        AnswerAsync(context, TypedResults.Bytes(bytes, contentType, entityTag: new(EntityTag.Of(bytes))));

    private static Task AnswerAsync(HttpContext context, IResult answer)
    {
        context.Response.Headers.CacheControl = PageHeaders.Revalidate;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return answer.ExecuteAsync(context);
    }
}
