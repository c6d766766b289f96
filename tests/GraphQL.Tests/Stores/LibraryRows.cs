using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>The rows of the library, and what their values are in an order and in JSON.</summary>
internal static class LibraryRows
{
    private static readonly Guid?[] Serials =
        [
            null, Guid.Empty, Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff"), Guid.Parse("00000000-0000-0000-0000-000000000001"),
            Guid.Parse("80000000-0000-0000-0000-000000000000"), Guid.Empty, null,
        ];

    // Folded, "A" and "a" are one, and so are the empty text and a lone accent; colon, backslash and "\null" mean something in a cursor.
    private static readonly string?[] Notes =
    [
        null, "", "a", "A", "\u0301", " ", "é", null, "a:b\\", @"\null", "null", "日本", "🐝", "", "الحسيمة", "\uffee", "b_%",
    ];

    private static readonly LoanState?[] States = [null, LoanState.Lent, LoanState.BroughtBack, LoanState.Lost, LoanState.Lent];

    private static readonly bool?[] Lates = [null, false, true];

    private static readonly int?[] Numbers = [null, int.MinValue, -1, 0, 1, int.MaxValue, 0, null];

    private static readonly long?[] Stamps = [long.MinValue, null, -1, 0, long.MaxValue, 1, null, 0, long.MinValue];

    private static readonly decimal?[] Fees =
    [
        -999_999_999_999.99m, null, 0m, 0.01m, 999_999_999_999.99m, -0.01m, 0m, null, 100m, 999_999_999_999.99m, 7.5m,
    ];

    private static readonly DateOnly?[] DueDays =
        [
            new(1, 1, 1), null, new(1900, 1, 1), new(9999, 12, 31), new(2024, 2, 29), new(1, 1, 1), null, new(9999, 12, 31),
            new(2024, 2, 28), new(1969, 12, 31),
        ];

    private static readonly DateTimeOffset?[] Moments =
    [
        DateTimeOffset.MinValue, null, Moment("1969-12-31T23:59:59.999999Z"), Moment("1970-01-01T00:00:00Z"),
        Moment("9999-12-31T23:59:59.999999Z"), null,
        Moment("2024-02-29T12:00:00.000001Z"), Moment("2024-02-29T12:00:00Z"), Moment("2024-02-29T12:00:00Z"),
        Moment("0001-01-01T00:00:00.000001Z"), DateTimeOffset.MinValue, null,
    ];

    /// <summary>The day on which everything is asked.</summary>
    public static DateOnly Today { get; } = new(2024, 3, 1);

    public static IReadOnlyList<Book> Books { get; } = [.. Enumerable.Range(0, 9).Select(Book)];

    public static IReadOnlyList<Loan> Loans { get; } = [.. Enumerable.Range(0, 36).Select(Loan)];

    public static IReadOnlyList<Shelf> Shelves { get; } =
    [
        new() { Code = "NO-1", Name = "Nord", Others = ["Le Rif", "الشمال"] }, new() { Code = "OU-2", Name = "Oussra" },
        new() { Code = "SU-3", Name = "Sud, Oussra", Others = ["Le Sahara"] },
    ];

    public static IReadOnlyList<Reader> Readers { get; } =
    [
        .. ((string[])
        [
            "Oussra", "oussra", "Al Oussra", "Oussra Nord", "Nord (Oussra)", "L'Oussra/Nord", "Taoussrat", "Élan d'Oussra", "Coussra nord",
            "100 % [a-z]* b_d?", "a*b", "House of many words, names. Long!",
            "The house of the long names of many words",
        ]).Select((name, i) => new Reader
        {
            Id = Id(200 + i),
            Name = name,
            NameOther = i % 3 == 0 ? "القراءة" : null,
            Shelf = i % 2 == 0 ? Shelves[0] : null,
            Likes = i % 4 == 0 ? "Contes d'hiver" : null,
        }),
        .. Enumerable.Range(0, 40).Select(i =>
            new Reader
            {
                Id = Id(150 + i),
                Name = $"Reader {i % 25:00}",
                NameOther = i % 2 == 0 ? $"قارئ {i}" : null,
                Card = i < 3 ? $"C-{i}/24" : null,
                Shelf = Shelves[i % 3],
            }),
    ];

    /// <summary>The sets that are searched, in their order.</summary>
    public static IReadOnlyList<IReadOnlyList<SearchedRow>> Searched { get; } =
    [
        [.. Shelves.Select(row => new SearchedRow(row.Code, row.Name, [row.Name, .. row.Others]) { Whole = row.Code })],
        [
            .. Readers.Select(row =>
                new SearchedRow(row.Id.ToString(), row.Name, [row.Name, row.NameOther])
                {
                    Whole = row.Card,
                    Called = ["lecteur", "قارئ"],
                    Above = row.Shelf?.Name,
                    More = row.Likes,
                }),
        ],
        [.. Books.Select(row => new SearchedRow(row.Id.ToString(), row.Note, [row.Note], ByWords: true))],
    ];

    /// <summary>The members that have an order, of a loan and of its book.</summary>
    public static IReadOnlyList<LibraryPath> Paths { get; } =
    [
        .. ((string[])["id", "serial", "note", "state", "late", "days", "stamp", "fee", "dueOn", "returnedAt"])
            .SelectMany(name => (LibraryPath[])[new(name, IsOfBook: false), new(name, IsOfBook: true)]),
    ];

    /// <summary>Compares values as every store orders them: null is the lowest.</summary>
    public static IComparer<object?> Order { get; } = Comparer<object?>.Create((one, other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string, string) => Bytes(one).SequenceCompareTo(Bytes(other)),
        _ => ((IComparable)one).CompareTo(other),
    });

    private static ReadOnlySpan<byte> Bytes(object text) => Encoding.UTF8.GetBytes((string)text);

    private static Book Book(int i) => new()
    {
        Id = Id(100 + i),
        Serial = Of(Serials, i + 3),
        Note = i == 3 ? "Nord, l'Oussra" : Of(Notes, i * 2),
        State = Of(States, i + 1),
        Late = Of(Lates, i + 1),
        Days = Of(Numbers, i + 3),
        Stamp = Of(Stamps, i + 4),
        Fee = Of(Fees, i + 1),
        DueOn = Of(DueDays, i),
        ReturnedAt = Of(Moments, i),
    };

    private static Loan Loan(int i) => new()
    {
        Id = Id(i),
        Serial = Of(Serials, i),
        Note = Of(Notes, i),
        State = Of(States, i),
        Late = Of(Lates, i),
        Days = Of(Numbers, i),
        Stamp = Of(Stamps, i),
        Fee = Of(Fees, i),
        DueOn = Of(DueDays, i),
        ReturnedAt = Of(Moments, i),
        Book = i % 5 == 0 ? null : Books[i % 9],
    };

    private static T Of<T>(T[] values, int i) => values[i % values.Length];

    // Neither in the order of the rows nor in that of their bytes the other way round.
    private static Guid Id(int i) =>
        Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{(i * 37 % 251):x2}000000-0000-7000-8000-{i:x12}"));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A member of a loan, or of its book.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="IsOfBook">Whether it is the book's.</param>
internal sealed record LibraryPath(string Name, bool IsOfBook)
{
    /// <summary>Something at the member's place: an order, a filter, a selection.</summary>
    public string At(string what) => IsOfBook ? $"book: {{ {Name}: {what} }}" : $"{Name}: {what}";

    /// <summary>The member selected.</summary>
    public string Selection => IsOfBook ? $"book {{ {Name} }}" : Name;

    /// <summary>The value in a selection.</summary>
    public JsonNode? In(JsonNode selected) => IsOfBook ? selected["book"]?[Name] : selected[Name];

    /// <summary>The value of a loan; null too where there is no book.</summary>
    public object? Of(Loan loan) => IsOfBook ? loan.Book is { } book ? Of(book) : null : Of((LibraryValues)loan);

    /// <summary>The value as a list of rows sorts by it: texts by their folded form.</summary>
    public object? SortedBy(Loan loan) => Of(loan) is var value && value is string text ? TextFolding.Fold(text) : Ordered(value);

    /// <summary>The value as it sorts without folding.</summary>
    public static object? Ordered(object? value) => value switch
    {
        Guid id => id.ToString("N"),
        LoanState state => EnumNames.Of(state),
        _ => value,
    };

    /// <summary>The value as JSON.</summary>
    public static JsonNode? Json(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        Guid id => id.ToString("D"),
        LoanState state => EnumNames.Of(state),
        _ => JsonValue.Create(value),
    };

    private object? Of(LibraryValues row) => Name switch
    {
        "id" => row.Id,
        "serial" => row.Serial,
        "note" => row.Note,
        "state" => row.State,
        "late" => row.Late,
        "days" => row.Days,
        "stamp" => row.Stamp,
        "fee" => row.Fee,
        "dueOn" => row.DueOn,
        "returnedAt" => row.ReturnedAt,
        "share" => Share(row),
        _ => row.DueOn is { } day ? LibraryRows.Today.DayNumber - day.DayNumber : null,
    };

    private static decimal? Share(LibraryValues row) =>
        row.Days is { } days && LibraryRows.Loans.Where(loan => loan.Days == days)
            .Max(loan => loan.Fee) is { } greatest && greatest != 0 && row.Fee is { } fee
            ? decimal.Round(fee / greatest, 4, MidpointRounding.AwayFromZero)
            : null;

    /// <inheritdoc/>
    public override string ToString() => IsOfBook ? $"book.{Name}" : Name;
}
