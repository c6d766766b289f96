using System.Globalization;
using System.Text.Json;

namespace IndhCoops.Functions.Hosting.CustomHandler;

/// <summary>
/// Reads JSON that may be otherwise than announced: the Functions host sends what it cannot write as an object as a string
/// with JSON in it, and leaves out what it does not know.
/// </summary>
internal static class LenientJson
{
    /// <summary>A member of an object, in whatever case; undefined where there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) => element.Members()
        .FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The first member of an object; undefined where there is none.</summary>
    public static JsonElement FirstMember(this JsonElement element) => element.Members().FirstOrDefault().Value;

    /// <summary>A truth value, also as a string; false where there is none.</summary>
    public static bool ToBoolean(this JsonElement element) => bool.TryParse(element.ToString(), out var value) && value;

    /// <summary>A number, also as a string; 0 where there is none.</summary>
    public static int ToInt32(this JsonElement element) =>
        int.TryParse(element.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static IEnumerable<JsonProperty> Members(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject(),
        JsonValueKind.String => Parse(element.GetString()!).Members(),
        _ => [],
    };

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
