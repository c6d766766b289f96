using System.Text.Json.Serialization;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Pages;

/// <summary>A saved query that a page is made of, and what was filled in.</summary>
internal sealed record PageQuery(SavedQuery Saved, JsonElement Variables)
{
    /// <summary>How answers are read: names as the graph writes them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A variable that is left out filters nothing; one that is null would find unknown values.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };
}
