using System.Xml;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>What search engines ask for first: what they may read, and where it is.</summary>
internal static class CrawlerFiles
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>
    /// What crawlers may read. Where reading needs a token there is nothing for them; the graph itself, where any question may be asked, is
    /// for clients.
    /// </summary>
    public static byte[] Robots(string server, string prefix, bool isOpen) => Encoding.UTF8.GetBytes(isOpen
        ? $"User-agent: *\nAllow: {prefix}{OpenDatasets.ListPath}\nDisallow: {prefix}/graphql\n\nSitemap: "
            + $"{server}{CatalogueServices.SitemapPath}\n"
        : "User-agent: *\nDisallow: /\n");

    /// <summary>The lists of addresses: one of what is open, and for each long collection as many as its pages take.</summary>
    public static byte[] Index(CatalogueContent content) => Write("sitemapindex", xml =>
    {
        WriteAddress(xml, "sitemap", $"{content.Server}{CatalogueServices.PagesPath}", content.Facts.Recorded);
        foreach (var rows in content.Facts.Rows)
        {
            for (var number = 1; number <= rows.Sitemaps; number++)
            {
                WriteAddress(
                    xml,
                    "sitemap",
                    content.Server + CatalogueServices.RowsPath(rows.Pages.Collection, number),
                    rows.Changed ?? content.Facts.Recorded);
            }
        }
    });

    /// <summary>The addresses of all that is open, but for the pages of long collections.</summary>
    public static byte[] Pages(CatalogueContent content) => Write("urlset", xml =>
    {
        if (content.HasPage)
        {
            WriteAddress(xml, "url", $"{content.Server}/", content.Facts.Recorded);
        }

        foreach (var path in content.Paths)
        {
            WriteAddress(xml, "url", $"{content.Server}{path}", content.Facts.Recorded);
        }

        WriteAddress(xml, "url", $"{content.Server}{CatalogueServices.CataloguePath}", content.Facts.Recorded);
        WriteAddress(xml, "url", $"{content.Server}{CatalogueServices.PackagePath}", null);
        WriteAddress(xml, "url", $"{content.Server}{OpenDatasets.ListPath}", null);
        foreach (var dataset in content.Datasets)
        {
            var changed = content.Facts.SourcesOf(dataset).Count > 0 ? content.Facts.Recorded : null;
            foreach (var path in dataset.Files.Select(file => file.Path).Prepend(dataset.Path))
            {
                WriteAddress(xml, "url", $"{content.Server}{path}", changed);
            }
        }
    });

    /// <summary>The addresses of some pages of a long collection.</summary>
    /// <param name="path">The path that a key follows, with the server's address.</param>
    /// <param name="batches">The rows, in batches that memory holds.</param>
    /// <param name="output">Where they are written.</param>
    public static async Task WriteRowsAsync(
        string path, IAsyncEnumerable<IReadOnlyList<RowPage>> batches, Stream output, CancellationToken cancellationToken)
    {
        var settings = Settings();
        settings.Async = true;
        await using var xml = XmlWriter.Create(output, settings);
        await xml.WriteStartElementAsync(null, "urlset", Sitemaps);
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            foreach (var row in batch)
            {
                WriteAddress(xml, "url", $"{path}/{row.Key}", row.Changed);
            }

            await xml.FlushAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static byte[] Write(string root, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings()))
        {
            xml.WriteStartElement(root, Sitemaps);
            write(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static XmlWriterSettings Settings() =>
        new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static void WriteAddress(XmlWriter xml, string element, string address, DateTimeOffset? changed)
    {
        xml.WriteStartElement(element, Sitemaps);
        xml.WriteElementString("loc", Sitemaps, address);
        if (changed is { } at)
        {
            xml.WriteElementString("lastmod", Sitemaps, at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }
}
