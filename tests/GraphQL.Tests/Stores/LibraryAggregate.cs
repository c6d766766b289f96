using System.Globalization;
using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>What a function gives of a book's loans, in a filter or an order of books.</summary>
/// <param name="Function">The function, or <c>count</c>.</param>
/// <param name="Member">The member of a loan that it is of; empty for a count.</param>
/// <param name="IsOfPaid">Whether only loans with a fee above zero are aggregated.</param>
internal sealed record LibraryAggregate(string Function, string Member, bool IsOfPaid)
{
    /// <summary>One of each kind of value: never null, null of nothing, with four decimals, and through a reference.</summary>
    public static IReadOnlyList<LibraryAggregate> All { get; } =
    [
        .. from isOfPaid in new[] { false, true }
           from value in new[]
           {
               ("count", ""), ("sum", "fee"), ("avg", "days"), ("min", "dueOn"), ("max", "note"), ("max", "returnedAt"),
               ("countDistinct", "late"), ("min", "book.fee"),
           }
           select new LibraryAggregate(value.Item1, value.Item2, isOfPaid),
    ];

    /// <summary>Something at the value's place: a direction, a condition.</summary>
    public string At(string what)
    {
        var value = Member.Length == 0 ? $"count: {what}" : $"{Function}: {{ {Path.At(what)} }}";
        return $"loans: {{ aggregate: {{ {(IsOfPaid ? "where: { fee: { gt: 0 } } " : "")}{value} }} }}";
    }

    /// <summary>The value of a book; that of no loans where there is none.</summary>
    public object? Of(Book? book)
    {
        var loans = LibraryRows.Loans.Where(loan => book is not null && loan.Book?.Id == book.Id && (!IsOfPaid || loan.Fee > 0)).ToList();
        var known = Member.Length == 0 ? [] : loans.Select(Path.Of).OfType<object>().OrderBy(LibraryPath.Ordered, LibraryRows.Order)
            .ToList();
        return Function switch
        {
            "count" => loans.Count,
            "countDistinct" => known.Distinct().Count(),
            _ when known.Count == 0 => null,
            "sum" => known.Sum(value => Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
            "avg" => decimal.Round(
                known.Average(value => Convert.ToDecimal(value, CultureInfo.InvariantCulture)), 4, MidpointRounding.AwayFromZero),
            "min" => known[0],
            _ => known[^1],
        };
    }

    /// <summary>The value in a filter of a query.</summary>
    public static string Literal(object? value) =>
        (value is string text ? JsonValue.Create(text) : LibraryPath.Json(value))?.ToJsonString() ?? "null";

    private LibraryPath Path => LibraryRows.Paths.Single(path => path.ToString() == Member);

    /// <inheritdoc/>
    public override string ToString() => $"{Function} {Member}{(IsOfPaid ? " of paid" : "")}";
}
