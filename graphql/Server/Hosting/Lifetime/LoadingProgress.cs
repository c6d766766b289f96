using System.Globalization;

namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>How far the loading of the data is.</summary>
/// <param name="Step">What is being done: <c>schema</c>, <c>reference data</c>, a table, <c>rules</c>, <c>statistics</c>; empty before anything is.</param>
/// <param name="Rows">How many rows of the step are done.</param>
/// <param name="Share">How much of the step is done, from 0 to 1; null where nobody knows.</param>
public sealed record LoadingProgress(string Step, long Rows = 0, double? Share = null)
{
    /// <summary>Nothing has been done yet.</summary>
    public static LoadingProgress None { get; } = new("");

    /// <summary>How much of the step is done, in whole percent; null where nobody knows.</summary>
    public int? Percent => Share is { } share ? (int)(share * 100) : null;

    /// <summary>The step with its figures: <c>cooperatives 43 %, 860 rows</c>.</summary>
    public string Figures => string.Create(CultureInfo.InvariantCulture, $"{Step}{(Percent is { } percent ? $" {percent} %" : "")}{(Rows > 0 ? $", {Rows:N0} rows" : "")}");

    /// <summary>For people: <c>loading, cooperatives 43 %, 860 rows</c>.</summary>
    public override string ToString() => Step.Length == 0 ? "loading" : $"loading, {Figures}";
}
