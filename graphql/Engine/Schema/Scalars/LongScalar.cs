namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

internal sealed class LongScalar() : ContractScalar(
    "Long",
    "long.html",
    "A 64-bit whole number.")
{
    protected override bool IsNumber => true;

    protected override object? Read(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
