using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>Who was awarded most in a year: a page of the list.</summary>
/// <param name="Year">The year.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the list goes on; null where it ends.</param>
/// <param name="IsFirst">Whether it begins here.</param>
public sealed record Recipients(int Year, IReadOnlyList<Recipient> Rows, string? Next, bool IsFirst);

/// <summary>A cooperative and the grants that it was awarded.</summary>
/// <param name="Id">Its id, as the graph gives it.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameArabic">Its Arabic name; null where unknown.</param>
/// <param name="DataSource">Where its row comes from.</param>
/// <param name="Grants">How many grants.</param>
/// <param name="Amount">Their sum, in MAD.</param>
public sealed record Recipient(string Id, string Name, string? NameArabic, DataSource DataSource, int Grants, decimal Amount);

/// <summary>Grants by cooperative, as the graph answers them: one more than the page shows.</summary>
internal sealed record RecipientGroup(RecipientKey Key, string Cursor, int Count, AmountSum Sum)
{
    private const int PageSize = 20;

    public static Recipients Page(int year, IReadOnlyList<RecipientGroup> groups, bool isFirst) => new(
        year,
        [.. groups.Take(PageSize).Select(group => group.Row)],
        groups.Count > PageSize ? groups[PageSize - 1].Cursor : null,
        isFirst);

    private Recipient Row =>
        new(Key.Cooperative.Id, Key.Cooperative.Name, Key.Cooperative.NameArabic, Key.Cooperative.DataSource, Count, Sum.Amount ?? 0);
}

internal sealed record RecipientKey(CooperativeName Cooperative);
