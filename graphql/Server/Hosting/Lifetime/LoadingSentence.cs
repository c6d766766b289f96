using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>
/// Says in words how far the loading of the data is. Its steps are <c>schema</c>, <c>reference data</c>, a table, <c>rules</c>,
/// <c>statistics</c>.
/// </summary>
internal static class LoadingSentence
{
    /// <summary>How much of the step is done, in whole percent; null where that is not known.</summary>
    public static int? Percent(WorkProgress progress) => progress.Share is { } share ? (int)(share * 100) : null;

    /// <summary>The step with its figures: <c>cooperatives 43 %, 860 rows</c>.</summary>
    public static string Figures(WorkProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Step}{(Percent(progress) is { } percent ? $" {percent} %" : "")}{(progress.Rows > 0 ? $", {progress.Rows:N0} rows" : "")}");

    /// <summary>For people: <c>loading, cooperatives 43 %, 860 rows</c>.</summary>
    public static string Of(WorkProgress progress) => progress.Step.Length == 0 ? "loading" : $"loading, {Figures(progress)}";
}
