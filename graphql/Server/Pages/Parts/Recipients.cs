using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>Who received most in a year: a page of the list.</summary>
/// <param name="Year">The year.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the list goes on; null where it ends.</param>
/// <param name="IsFirst">Whether it begins here.</param>
public sealed record Recipients(int Year, IReadOnlyList<Recipient> Rows, string? Next, bool IsFirst);

/// <summary>A cooperative and what was paid to it.</summary>
/// <param name="Id">Its id, as the graph gives it.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameArabic">Its Arabic name; null where unknown.</param>
/// <param name="DataSource">Where its row comes from.</param>
/// <param name="Payments">How many payments.</param>
/// <param name="Amount">What was paid, in MAD.</param>
public sealed record Recipient(string Id, string Name, string? NameArabic, DataSource DataSource, int Payments, decimal Amount);

/// <summary>Payments by cooperative, as the graph answers them: one more than the page shows.</summary>
internal sealed record PaymentGroup(PaymentKey Key, string Cursor, int Count, PaymentSum Sum)
{
    private const int PageSize = 20;

    /// <summary>The page.</summary>
    public static Recipients Page(int year, IReadOnlyList<PaymentGroup> groups, bool isFirst) => new(
        year,
        [.. groups.Take(PageSize).Select(group => group.Row)],
        groups.Count > PageSize ? groups[PageSize - 1].Cursor : null,
        isFirst);

    private Recipient Row => new(Key.Grant.Cooperative.Id, Key.Grant.Cooperative.Name, Key.Grant.Cooperative.NameArabic, Key.Grant.Cooperative.DataSource, Count, Sum.Amount);
}

/// <summary>The key of <see cref="PaymentGroup"/>.</summary>
internal sealed record PaymentKey(PaymentGrant Grant);

/// <summary>The grant of <see cref="PaymentKey"/>.</summary>
internal sealed record PaymentGrant(CooperativeName Cooperative);

/// <summary>The sum of <see cref="PaymentGroup"/>.</summary>
internal sealed record PaymentSum(decimal Amount);
