using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Graph.Scalars;

/// <summary>An amount, exact to two decimals. A third decimal is refused rather than rounded: a centime is never lost unseen.</summary>
public sealed class DecimalScalar() : ContractScalar(
    "Decimal",
    "decimal.html",
    "An exact number with at most two decimals and twelve digits before them; amounts are in MAD.")
{
    /// <inheritdoc/>
    protected override bool IsNumber => true;

    /// <inheritdoc/>
    protected override object? Read(string text) =>
        ExactDecimal.ReadAmount(text, out var value) == ExactDecimalReading.Exact ? value : null;
}
