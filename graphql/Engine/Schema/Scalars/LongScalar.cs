using System.Globalization;

namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A 64-bit whole number.</summary>
public sealed class LongScalar() : ContractScalar(
    "Long",
    "long.html",
    "A 64-bit whole number.")
{
    /// <inheritdoc/>
    protected override bool IsNumber => true;

    /// <inheritdoc/>
    protected override object? Read(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
