using System.Text;
using IndhCoops.Domain.Files.Csv;

namespace IndhCoops.Domain.Tests.Files;

/// <summary>What a spreadsheet would run is led by an apostrophe, wherever a cell may begin; everything else stays as it is.</summary>
public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+212 5 36", "'+212 5 36")]
    [InlineData("-3", "'-3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20A", "'\uFF20A")]
    [InlineData("\uFE661", "'\uFE661")]
    [InlineData("\ttext", "'\ttext")]
    [InlineData("\rtext", "'\rtext")]
    [InlineData("\ntext", "'\ntext")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r\n=1", "'\r\n'=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("\u3000=1", "'\u3000=1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("\u0000=1", "'\u0000=1")]
    [InlineData("\"=1\"", "'\"=1\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("x;=1+1", "x;'=1+1")]
    [InlineData("x; =1+1", "x;' =1+1")]
    [InlineData("x;\"=1", "x;'\"=1")]
    [InlineData("x\t@A1", "x\t'@A1")]
    [InlineData("x\n-1", "x\n'-1")]
    [InlineData("=1;=2", "'=1;'=2")]
    [InlineData(";=cmd|'/c calc'!A1;", ";'=cmd|'/c calc'!A1;")]
    public void A_formula_becomes_text(string text, string expected) =>
        Assert.Equal((expected, true), (FormulaGuard.Apply(text), MayBeNeeded(text)));

    [Theory]
    [InlineData("")]
    [InlineData("Tapis")]
    [InlineData("تعاونية")]
    [InlineData("Épices; huile")]
    [InlineData("L'Oriental = l'Est")]
    [InlineData("Les \"Amies\", Berkane")]
    [InlineData("Ait-Baha, +212")]
    [InlineData("ligne 1\r\nligne 2")]
    [InlineData("' un")]
    [InlineData("٣")]
    public void Any_other_text_stays_as_it_is(string text) => Assert.Same(text, FormulaGuard.Apply(text));

    [Fact]
    public void The_short_way_passes_over_nothing_that_needs_an_apostrophe()
    {
        string[] parts =
        [
            "=", "+", "-", "@", "\uFF1D", "\t", "\r", "\n", ";", " ", "\u00A0", "\uFEFF", "\"", "'", "a", "É", "ت", "1", "\U0001F9F5",
            "\U000E0041",
        ];
        foreach (var text in from first in parts from second in parts from third in parts select first + second + third)
        {
            Assert.True(MayBeNeeded(text) || FormulaGuard.Apply(text) == text, text);
        }
    }

    private static bool MayBeNeeded(string text) => FormulaGuard.MayBeNeeded(Encoding.UTF8.GetBytes(text));
}
