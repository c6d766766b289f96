using System.Globalization;
using System.Text;
using System.Xml;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>What search engines ask for first: what they may read, and where it is.</summary>
internal static class CrawlerFiles
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>What crawlers may read. Where reading needs a token there is nothing for them; the graph itself, where any question may be asked, is for clients.</summary>
    public static byte[] Robots(string server, string prefix, bool isOpen) => Encoding.UTF8.GetBytes(isOpen
        ? $"User-agent: *\nAllow: {prefix}{OpenDatasets.ListPath}\nDisallow: {prefix}/graphql\n\nSitemap: {server}{CatalogueServices.SitemapPath}\n"
        : "User-agent: *\nDisallow: /\n");

    /// <summary>The addresses of all that is open.</summary>
    public static byte[] Sitemap(CatalogueContent content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("urlset", Sitemaps);
            if (content.HasPage)
            {
                WriteAddress(xml, $"{content.Server}/", content.Facts.Recorded);
            }

            foreach (var path in content.Paths)
            {
                WriteAddress(xml, $"{content.Server}{path}", content.Facts.Recorded);
            }

            WriteAddress(xml, $"{content.Server}{CatalogueServices.CataloguePath}", content.Facts.Recorded);
            WriteAddress(xml, $"{content.Server}{CatalogueServices.PackagePath}", null);
            WriteAddress(xml, $"{content.Server}{OpenDatasets.ListPath}", null);
            foreach (var dataset in content.Datasets)
            {
                var changed = content.Facts.SourcesOf(dataset).Count > 0 ? content.Facts.Recorded : null;
                foreach (var path in dataset.Files.Select(file => file.Path).Prepend(dataset.Path))
                {
                    WriteAddress(xml, $"{content.Server}{path}", changed);
                }
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteAddress(XmlWriter xml, string address, DateTimeOffset? changed)
    {
        xml.WriteStartElement("url", Sitemaps);
        xml.WriteElementString("loc", Sitemaps, address);
        if (changed is { } at)
        {
            xml.WriteElementString("lastmod", Sitemaps, at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }
}
