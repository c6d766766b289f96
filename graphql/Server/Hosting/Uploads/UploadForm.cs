using System.Buffers;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>Reads a form of the GraphQL multipart request specification as it arrives; mistakes are told before files are read.</summary>
/// <param name="maxBatch">How many requests may come as a list; null where only one may come.</param>
/// <param name="maxFileBytes">The most bytes of all files.</param>
/// <param name="open">Opens a file to keep what comes.</param>
/// <param name="ended">Called when the form is disposed and its files are gone.</param>
internal sealed class UploadForm(
    RequestJson json, int? maxBatch, long maxFieldBytes, long maxFileBytes, Func<Stream> open, Action ended) : IAsyncDisposable
{
    private const int Chunk = 64 * 1024;
    private const int MaxNameLength = 255;

    private readonly Dictionary<string, GraphFile> _files = [];
    private readonly HashSet<string> _arrived = [];
    private readonly List<Stream> _kept = [];
    private byte[]? _operations;
    private FileMap? _map;
    private Dictionary<string, string> _texts = [];
    private long _fileBytes;

    public IReadOnlyList<RequestReading> Requests { get; private set; } = [];

    public bool IsBatch { get; private set; }

    /// <summary>Reads the form to its end.</summary>
    /// <exception cref="UploadRefusedException">It is refused.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task ReadAsync(Stream body, string boundary, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body, Chunk);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                await TakeAsync(section, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw Broken(exception.Message);
        }

        var refusal = _operations is null ? RequestRefusal.NoOperations
            : _map is null ? RequestRefusal.NoMap
            : _map.Files.FirstOrDefault(file => !_arrived.Contains(file)) is { } missing ? RequestRefusal.MissingFile(missing)
            : null;
        if (refusal is not null)
        {
            throw new UploadRefusedException(refusal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _kept)
        {
            await file.DisposeAsync();
        }

        ended();
    }

    private async ValueTask TakeAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (section.GetContentDispositionHeader() is not { } disposition
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name)
        {
            throw Broken($"Form section has invalid Content-Disposition value: {section.ContentDisposition}");
        }

        if (disposition.IsFileDisposition())
        {
            await TakeFileAsync(name, section, disposition, cancellationToken);
            return;
        }

        // Fields of other names mean nothing.
        var field = await ReadFieldAsync(section, cancellationToken);
        switch (name)
        {
            case "operations" when _operations is not null:
            case "map" when _map is not null:
                throw Broken($"The field '{name}' comes twice.");
            case "operations":
                _operations = field.Length > 0 ? field : throw new UploadRefusedException(RequestRefusal.NoOperations);
                break;
            case "map":
                TakeMap(field);
                break;
        }
    }

    private void TakeMap(byte[] field)
    {
        if (_operations is null)
        {
            throw new UploadRefusedException(RequestRefusal.MapBeforeOperations);
        }

        _map = FileMap.Read(field);
        IsBatch = maxBatch is not null && RequestJson.IsList(_operations);
        RequestRefusal? refusal = null;
        var requests = IsBatch ? json.ReadBatch(_operations, maxBatch!.Value, out refusal)
            : json.Read(_operations) is var single && single.TryGet(out _, out refusal) ? [single]
            : null;
        (Requests, _texts) = _map.Apply(requests ?? throw new UploadRefusedException(refusal!), IsBatch, _files);
    }

    private async ValueTask TakeFileAsync(
        string key, MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken cancellationToken)
    {
        if (_map is null)
        {
            throw new UploadRefusedException(_operations is null ? RequestRefusal.NoOperations : RequestRefusal.FileBeforeMap);
        }

        var text = _texts.GetValueOrDefault(key) ?? throw Broken($"The file '{key}' stands in no 'map'.");
        if (!_arrived.Add(key))
        {
            throw Broken($"The file '{key}' comes twice.");
        }

        var content = open();
        _kept.Add(content);
        var tooLarge = RequestRefusal.TooLargeUpload(maxFileBytes);
        var length = await CopyAsync(section.Body, content, maxFileBytes - _fileBytes, tooLarge, cancellationToken);
        _fileBytes += length;
        content.Position = 0;
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        _files.Add(text, new GraphFile(NameOf(HeaderUtilities.RemoveQuotes(name).Value ?? ""), length, content));
    }

    private async ValueTask<byte[]> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        using var field = new MemoryStream();
        await CopyAsync(section.Body, field, maxFieldBytes, RequestRefusal.TooLarge, cancellationToken);
        return field.ToArray();
    }

    // How many bytes there were. What goes wrong with writing is the server's disk, not the client's form.
    private static async ValueTask<long> CopyAsync(
        Stream from, Stream to, long most, RequestRefusal tooLarge, CancellationToken cancellationToken)
    {
        var length = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                length += read;
                if (length > most)
                {
                    throw new UploadRefusedException(tooLarge);
                }

                try
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
                catch (IOException exception)
                {
                    throw new UploadRefusedException(RequestRefusal.NoRoomForUpload, exception);
                }
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Browsers send the name alone; some programs send the folders as well. What no database and no log should hold is left out.
    private static string NameOf(string sent)
    {
        var name = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var sound = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && !Rune.IsControl(rune) && sound.Length + rune.Utf16SequenceLength <= MaxNameLength)
            {
                sound.Append(rune.ToString());
            }
        }

        return sound.ToString().Trim() is { Length: > 0 } kept ? kept : "upload";
    }

    private static UploadRefusedException Broken(string reason) => new(RequestRefusal.InvalidForm(reason));
}

/// <summary>A request with files is refused, and is not read to its end.</summary>
/// <param name="inner">Why there is no room for a file; null where the client is at fault.</param>
internal sealed class UploadRefusedException(RequestRefusal refusal, Exception? inner = null) : Exception(refusal.Message, inner)
{
    public RequestRefusal Refusal { get; } = refusal;
}
