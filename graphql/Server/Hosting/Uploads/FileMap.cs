using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>Where the files of a form belong in the variables of its requests: the field <c>map</c>.</summary>
internal sealed class FileMap(Dictionary<string, string[]> paths)
{
    // More than any mutation takes.
    private const int MaxFiles = 16;

    private const string Variables = "variables";

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
            : map.Count > MaxFiles
                ? RequestRefusal.InvalidForm($"The map names {map.Count} files; at most {MaxFiles} are allowed.")
            : map.Select(file => file.Value is null or [] ? RequestRefusal.UnmappedPaths(file.Key)
                : file.Value.Contains(null) ? RequestRefusal.InvalidMap
                : null).FirstOrDefault(wrong => wrong is not null);
        return refusal is null ? new FileMap(map!) : throw new UploadRefusedException(refusal);
    }

    /// <summary>
    /// The requests with a text in the place of each file, and what the texts stand for. No client can guess them, so that no other text
    /// passes for a file.
    /// </summary>
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
                    variables[request] ??= read.Variables.ValueKind == JsonValueKind.Object
                        ? JsonObject.Create(read.Variables)
                        : new JsonObject();
                    try
                    {
                        Place(variables[request]!, segments.AsSpan(isBatch ? 1 : 0), path, file, texts[file]);
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
        if (segments.Length < 2 || segments[0] != Variables)
        {
            throw new UploadRefusedException(
                segments.Length < 2 ? RequestRefusal.InvalidMapPath(path) : RequestRefusal.MapOutsideOfVariables);
        }

        var place = variables;
        for (var i = 1; i < segments.Length; i++)
        {
            var (segment, isLast) = (segments[i], i == segments.Length - 1);
            JsonNode? within;
            switch (place)
            {
                case JsonObject value when value.TryGetPropertyValue(segment, out within):
                    break;
                case JsonObject when i == 1:
                    throw new UploadRefusedException(RequestRefusal.UnknownVariable(path));
                case JsonArray list when int.TryParse(segment, out var index) && index >= 0 && index < list.Count:
                    within = list[index];
                    break;
                default:
                    throw new UploadRefusedException(RequestRefusal.MapStructure);
            }

            if (!isLast)
            {
                place = within ?? throw new UploadRefusedException(RequestRefusal.MapStructure);
            }
            else if (within is not null)
            {
                throw new UploadRefusedException(RequestRefusal.FilePlaceTaken(file));
            }
            else if (place is JsonArray list)
            {
                list[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)] = text;
            }
            else
            {
                place[segment] = text;
            }
        }
    }
}
