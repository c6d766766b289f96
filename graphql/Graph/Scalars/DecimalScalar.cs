using System.Globalization;

namespace IndhCoops.GraphQL.Graph.Scalars;

/// <summary>An amount, exact to two decimals. A third decimal is refused rather than rounded: a centime is never lost unseen.</summary>
public sealed class DecimalScalar() : ContractScalar(
    "Decimal",
    "decimal.html",
    "An exact number with at most two decimals and twelve digits before them; amounts are in MAD.")
{
    private const decimal Limit = 1_000_000_000_000m;

    /// <inheritdoc/>
    protected override bool IsNumber => true;

    /// <inheritdoc/>
    protected override object? Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < Limit
            && decimal.Round(value, 2) == value
            ? value
            : null;
}
