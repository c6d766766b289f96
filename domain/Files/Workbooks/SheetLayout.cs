namespace IndhCoops.Domain.Files.Workbooks;

/// <summary>How a sheet is laid out, on the screen and on A4 paper.</summary>
/// <param name="Widths">The width of each column, in characters.</param>
public sealed record SheetLayout(IReadOnlyList<double> Widths)
{
    // What a landscape page holds at about 60 %, the smallest print that is still read with ease.
    private const double CharactersPerPage = 220;

    /// <summary>Whether it is a table: its first row holds headings, which stay in sight and are printed on every page.</summary>
    public bool HasHeadings { get; init; }

    /// <summary>Whether the headings offer filters.</summary>
    public bool HasFilters { get; init; }

    /// <summary>The footer of each printed page.</summary>
    public string? Footer { get; init; }

    /// <summary>Whether the first column stands at the right, as in Arabic.</summary>
    public bool IsRightToLeft { get; init; }

    /// <summary>Whether readers do not see the sheet.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether it is a page: without grid, printed on one, upright unless it <see cref="IsWide"/>.</summary>
    public bool IsPage { get; init; }

    /// <summary>Whether a page is printed landscape, as tables are.</summary>
    public bool IsWide { get; init; }

    /// <summary>How many pages stand side by side, so that none is too small to read.</summary>
    internal int PagesAcross => IsPage ? 1 : Math.Max(1, (int)Math.Ceiling(Widths.Sum() / CharactersPerPage));
}
