using IndhCoops.Domain.Balances;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>What health says, whatever machine the tests run on.</summary>
internal static class HealthText
{
    /// <summary>The text without the word on this machine's own time zone data, which not every machine has up to date.</summary>
    public static string Of(string text) => text.Replace($"\n{MoroccanCalendar.Outdated}", "", StringComparison.Ordinal);
}
