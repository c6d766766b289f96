
namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>
/// An amount with two decimals, or an average with four. What has more decimals than what it is compared with, or written to, is refused
/// there rather than rounded: a centime is never lost unseen.
/// </summary>
internal sealed class DecimalScalar() : ContractScalar(
    "Decimal",
    "decimal.html",
    "An exact number. Amounts are in MAD and have at most two decimals, averages have four.")
{
    // A sum has more digits than each of its amounts.
    private const int MostDigits = 18, MostDecimals = 4;

    protected override bool IsNumber => true;

    protected override object? Read(string text) =>
        ExactDecimal.Read(text, MostDigits, MostDecimals, out var value) == ExactDecimalReading.Exact ? value : null;
}
