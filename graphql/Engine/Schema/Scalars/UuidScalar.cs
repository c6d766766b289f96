namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A universally unique identifier, in any of the forms that .NET reads.</summary>
internal sealed class UuidScalar() : ContractScalar(
    "UUID",
    "uuid.html",
    "A universally unique identifier, `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.")
{
    protected override object? Read(string text) => Guid.TryParse(text, out var id) ? id : null;
}
