using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>Where the files of a form belong in the variables of its requests: the field <c>map</c>.</summary>
internal sealed class FileMap(Dictionary<string, string[]> paths)
{
    // More than any mutation takes.
    private const int MaxFiles = 16;

    public IReadOnlyCollection<string> Files => paths.Keys;

    /// <exception cref="UploadRefusedException">It is no map.</exception>
    public static FileMap Read(ReadOnlySpan<byte> json)
    {
        Dictionary<string, string[]?>? map = null;
        try
        {
            map = JsonSerializer.Deserialize<Dictionary<string, string[]?>>(json);
        }
        catch (JsonException)
        {
            // It is no map, like null.
        }

        var refusal = map is null ? RequestRefusal.InvalidMap
            : map.Count > MaxFiles ? RequestRefusal.InvalidForm($"The map names {map.Count} files; at most {MaxFiles} are allowed.")
            : map.Select(file => file.Value is null or [] ? RequestRefusal.UnmappedPaths(file.Key)
                : file.Value.Contains(null) ? RequestRefusal.InvalidMap
                : null).FirstOrDefault(wrong => wrong is not null);
        return refusal is null ? new FileMap(map!) : throw new UploadRefusedException(refusal);
    }

    /// <summary>The requests with a text in the place of each file, and these texts: no client can guess one to pass for a file.</summary>
    /// <param name="isBatch">Whether they are a list, so that a path begins with the position of its request.</param>
    /// <param name="files">Receives the files by these texts, as they come.</param>
    /// <exception cref="UploadRefusedException">A path leads nowhere, or to something else.</exception>
    public (RequestReading[] Requests, Dictionary<string, string> Texts) Apply(
        IReadOnlyList<RequestReading> requests, bool isBatch, IReadOnlyDictionary<string, GraphFile> files)
    {
        var variables = new JsonNode?[requests.Count];
        var texts = new Dictionary<string, string>();
        foreach (var (file, places) in paths)
        {
            texts.Add(file, $"file:{Guid.NewGuid():N}");
            foreach (var path in places)
            {
                var segments = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
                var request = 0;
                if (isBatch
                    && (segments.Length == 0 || !int.TryParse(segments[0], out request) || request < 0 || request >= requests.Count))
                {
                    throw new UploadRefusedException(RequestRefusal.InvalidMapPath(path));
                }

                // A request that is refused needs no files.
                if (requests[request].TryGet(out var read, out _))
                {
                    var given = variables[request] ??=
                        read.Variables.ValueKind == JsonValueKind.Object ? JsonObject.Create(read.Variables)! : new JsonObject();
                    try
                    {
                        Place(given, segments.AsSpan(isBatch ? 1 : 0), path, file, texts[file]);
                    }
                    catch (ArgumentException)
                    {
                        // An object has a name twice.
                        throw new UploadRefusedException(RequestRefusal.InvalidJson);
                    }
                }
            }
        }

        return ([.. requests.Select((reading, i) => variables[i] is { } given && reading.TryGet(out var read, out _)
            ? read with { Variables = JsonSerializer.SerializeToElement(given), Files = files }
            : reading)], texts);
    }

    private static void Place(JsonNode variables, ReadOnlySpan<string> segments, string path, string file, string text)
    {
        if (segments.Length < 2 || segments[0] != "variables")
        {
            throw new UploadRefusedException(
                segments.Length < 2 ? RequestRefusal.InvalidMapPath(path) : RequestRefusal.MapOutsideOfVariables);
        }

        var place = variables;
        for (var i = 1; i < segments.Length; i++)
        {
            var index = -1;
            var within = place switch
            {
                JsonObject value when value.TryGetPropertyValue(segments[i], out var member) => member,
                JsonObject when i == 1 => throw new UploadRefusedException(RequestRefusal.UnknownVariable(path)),
                JsonArray list when int.TryParse(segments[i], out index) && index >= 0 && index < list.Count => list[index],
                _ => throw new UploadRefusedException(RequestRefusal.MapStructure),
            };
            if (i < segments.Length - 1)
            {
                place = within ?? throw new UploadRefusedException(RequestRefusal.MapStructure);
            }
            else if (within is not null)
            {
                throw new UploadRefusedException(RequestRefusal.FilePlaceTaken(file));
            }
            else if (place is JsonArray list)
            {
                list[index] = text;
            }
            else
            {
                place[segments[i]] = text;
            }
        }
    }
}
