using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Infra.Tests;

/// <summary>
/// A registry with one image that stands in for Microsoft's, which tests cannot fetch: set up as theirs is, with nothing in it.
/// </summary>
internal sealed class BaseImage : IAsyncDisposable
{
    private const string Repository = "dotnet/aspnet";

    private readonly WebApplication _registry;

    private BaseImage(WebApplication registry)
    {
        _registry = registry;
        Registry =
            new Uri(registry.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;
    }

    /// <summary>The registry's host and port; it speaks HTTP.</summary>
    public string Registry { get; }

    /// <summary>The image's full name.</summary>
    public string Name => $"{Registry}/{Repository}:base";

    public static async Task<BaseImage> ServeAsync()
    {
        var layer = Packed(out var unpackedDigest);
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new
            {
                Env = new[] { "PATH=/usr/bin", "APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080", "DOTNET_RUNNING_IN_CONTAINER=true" },
            },
            rootfs = new { type = "layers", diff_ids = new[] { unpackedDigest } },
            history = new[] { new { created_by = "test" } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.docker.distribution.manifest.v2+json",
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = config.Length, digest = DigestOf(config) },
            layers =
                new[]
                {
                    new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = layer.Length, digest = DigestOf(layer) },
                },
        });
        var blobs = new Dictionary<string, byte[]> { [DigestOf(config)] = config, [DigestOf(layer)] = layer };

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        app.MapGet("/v2/", () => Results.Ok());
        app.MapMethods($"/v2/{Repository}/manifests/{{reference}}", ["GET", "HEAD"], (HttpContext context) =>
        {
            context.Response.Headers["Docker-Content-Digest"] = DigestOf(manifest);
            return Results.Bytes(manifest, "application/vnd.docker.distribution.manifest.v2+json");
        });
        app.MapMethods($"/v2/{Repository}/blobs/{{digest}}", ["GET", "HEAD"], (string digest) =>
            blobs.TryGetValue(digest, out var blob) ? Results.Bytes(blob, "application/octet-stream") : Results.NotFound());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new BaseImage(app);
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    // A layer with one empty file.
    private static byte[] Packed(out string unpackedDigest)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "etc/base"));
        }

        unpackedDigest = DigestOf(tar.ToArray());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            tar.Position = 0;
            tar.CopyTo(gzip);
        }

        return packed.ToArray();
    }

    private static string DigestOf(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
