using System.Globalization;

namespace IndhCoops.GraphQL.Graph.Scalars;

/// <summary>A calendar day without time or zone.</summary>
public sealed class LocalDateScalar() : ContractScalar(
    "LocalDate",
    "local-date.html",
    "A calendar day, `yyyy-MM-dd`, without time or zone.")
{
    /// <inheritdoc/>
    protected override object? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
