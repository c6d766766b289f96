using System.Globalization;

namespace IndhCoops.Benchmarks.Summary;

/// <summary>Figures as readers of a table want them; a dash where there is none.</summary>
internal static class Figures
{
    /// <summary>What stands where there is no figure.</summary>
    public const string Nothing = "–";

    /// <summary>Requests per second.</summary>
    public static string Rate(double? value) => Of(value, value < 10 ? "F1" : "N0");

    /// <summary>A ratio of two figures.</summary>
    public static string Ratio(double? value) => Of(value, "F2");

    /// <summary>Milliseconds.</summary>
    public static string Milliseconds(TimeSpan? value) => Of(value?.TotalMilliseconds, value?.TotalMilliseconds < 10 ? "F2" : "N1");

    /// <summary>Thousands of bytes.</summary>
    public static string Kilobytes(double? value) => Of(value / 1000, value < 10_000 ? "F1" : "N0");

    /// <summary>Seconds of processor time.</summary>
    public static string Cpu(double? value) => Of(value, "F2");

    private static string Of(double? value, string format) =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : Nothing;
}
