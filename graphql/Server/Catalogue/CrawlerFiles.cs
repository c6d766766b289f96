using System.Xml;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>What search engines ask for first: what they may read, and where it is.</summary>
internal static class CrawlerFiles
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>What crawlers may read: nothing where reading needs a token, nor the graph itself, which may be asked anything.</summary>
    public static byte[] Robots(string server, string prefix, bool isOpen) => Encoding.UTF8.GetBytes(isOpen
        ? $"User-agent: *\nAllow: {prefix}{OpenDatasets.ListPath}\nDisallow: {prefix}/graphql\n\nSitemap: "
            + $"{server}{CatalogueServices.SitemapPath}\n"
        : "User-agent: *\nDisallow: /\n");

    /// <summary>The lists of addresses: one of what is open, and for each long collection as many as its pages take.</summary>
    public static byte[] Index(CatalogueContent content) => Write(
        "sitemapindex",
        "sitemap",
        [
            (content.Server + CatalogueServices.PagesPath, content.Facts.Recorded),
            .. from rows in content.Facts.Rows
               from number in Enumerable.Range(1, rows.Sitemaps)
               let path = CatalogueServices.RowsPath(rows.Pages.Collection, number)
               select (content.Server + path, rows.Changed ?? content.Facts.Recorded),
        ]);

    /// <summary>The addresses of all that is open, but for the pages of long collections.</summary>
    public static byte[] Pages(CatalogueContent content)
    {
        var recorded = content.Facts.Recorded;
        return Write(
            "urlset",
            "url",
            [
                .. content.Paths.Prepend("/").Skip(content.HasPage ? 0 : 1).Append(CatalogueServices.CataloguePath)
                    .Select(path => (content.Server + path, recorded)),
                (content.Server + CatalogueServices.PackagePath, null),
                (content.Server + OpenDatasets.ListPath, null),
                .. from dataset in content.Datasets
                   let changed = content.Facts.SourcesOf(dataset).Count > 0 ? recorded : null
                   from path in dataset.Files.Select(file => file.Path).Prepend(dataset.Path)
                   select (content.Server + path, changed),
            ]);
    }

    /// <summary>The addresses of some pages of a long collection.</summary>
    /// <param name="path">The path that a key follows, with the server's address.</param>
    /// <param name="batches">The rows, in batches that memory holds.</param>
    /// <param name="output">Where they are written.</param>
    public static async Task WriteRowsAsync(
        string path, IAsyncEnumerable<IReadOnlyList<RowPage>> batches, Stream output, CancellationToken cancellationToken)
    {
        // The server refuses to write to a client without "await", so each batch is written in memory first.
        using var bytes = new MemoryStream();
        using var xml = XmlWriter.Create(bytes, Settings);
        xml.WriteStartElement("urlset", Sitemaps);
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            foreach (var row in batch)
            {
                WriteAddress(xml, "url", $"{path}/{row.Key}", row.Changed);
            }

            await SendAsync();
        }

        xml.WriteEndElement();
        await SendAsync();

        async Task SendAsync()
        {
            xml.Flush();
            await output.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellationToken);
            bytes.SetLength(0);
        }
    }

    private static byte[] Write(string root, string element, IEnumerable<(string Address, DateTimeOffset? Changed)> addresses)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement(root, Sitemaps);
            foreach (var (address, changed) in addresses)
            {
                WriteAddress(xml, element, address, changed);
            }
        }

        return bytes.ToArray();
    }

    private static void WriteAddress(XmlWriter xml, string element, string address, DateTimeOffset? changed)
    {
        xml.WriteStartElement(element, Sitemaps);
        xml.WriteElementString("loc", Sitemaps, address);
        if (changed is { } at)
        {
            xml.WriteElementString("lastmod", Sitemaps, $"{at.UtcDateTime:s}Z");
        }

        xml.WriteEndElement();
    }
}
