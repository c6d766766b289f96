namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>A column that a sheet may have.</summary>
/// <param name="IsCompulsory">Whether the sheet is refused without it, and a row without a value in it.</param>
/// <param name="Heading">Its heading in the template.</param>
/// <param name="Synonyms">Other headings that offices write.</param>
internal sealed record ColumnDefinition(Field Field, bool IsCompulsory, LocalText Heading, params string[] Synonyms)
{
    /// <summary>All headings, folded.</summary>
    public IEnumerable<string> Keys =>
        Synonyms.Prepend(Heading.English).Prepend(Heading.Arabic).Prepend(Heading.French).Select(FoldedWords.Of).Distinct();
}
