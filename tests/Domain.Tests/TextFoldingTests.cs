using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Tests;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Khémisset", "khemisset")]
    [InlineData("Safaa, Élégance", "safaa, elegance")]
    [InlineData("œuvre", "oeuvre")]
    [InlineData("l’artisanat", "l'artisanat")]
    public void Case_and_accents_are_lost(string? text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));
}
