using System.Buffers;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>
/// Reads a form of the GraphQL multipart request specification as it arrives: the field <c>operations</c>, the field <c>map</c>, and then
/// the files. What is wrong with the first two is told before a file is read.
/// </summary>
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
        catch (Exception exception)
            when (exception is InvalidDataException || (exception is IOException and not BadHttpRequestException))
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
        IReadOnlyList<RequestReading> requests;
        if (maxBatch is { } most && RequestJson.IsList(_operations))
        {
            IsBatch = true;
            requests = json.ReadBatch(_operations, most, out var refusal) ?? throw new UploadRefusedException(refusal!);
        }
        else
        {
            requests = [json.Read(_operations)];
            if (!requests[0].TryGet(out _, out var refusal))
            {
                throw new UploadRefusedException(refusal);
            }
        }

        (Requests, _texts) = _map.Apply(requests, IsBatch, _files);
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
        var before = _fileBytes;
        await CopyAsync(section.Body, content, Count, cancellationToken);
        content.Position = 0;
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        _files.Add(text, new GraphFile(NameOf(HeaderUtilities.RemoveQuotes(name).Value ?? ""), _fileBytes - before, content));

        void Count(int read)
        {
            _fileBytes += read;
            if (_fileBytes > maxFileBytes)
            {
                throw new UploadRefusedException(RequestRefusal.TooLargeUpload(maxFileBytes));
            }
        }
    }

    private async ValueTask<byte[]> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        using var field = new MemoryStream();
        await CopyAsync(section.Body, field, Count, cancellationToken);
        return field.ToArray();

        void Count(int read)
        {
            if (field.Length + read > maxFieldBytes)
            {
                throw new UploadRefusedException(RequestRefusal.TooLarge);
            }
        }
    }

    // What goes wrong with writing is the server's disk, not the client's form.
    private static async ValueTask CopyAsync(Stream from, Stream to, Action<int> count, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                count(read);
                try
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
                catch (IOException exception)
                {
                    throw new UploadRefusedException(RequestRefusal.NoRoomForUpload, exception);
                }
            }
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
