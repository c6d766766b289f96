using IndhCoops.Domain.ReferenceData;

namespace IndhCoops.Domain.Tests;

public sealed class ReferenceTableTests
{
    [Theory]
    [InlineData("code,count\na,many\n", "count")]
    [InlineData("code,other\na,1\n", "count")]
    public void What_cannot_be_read_is_named(string text, string column)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Parse(text).Rows[0].Value<int>("count"));
        Assert.Contains($"facts.csv, line 2, column {column}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code,count\na\n")]
    [InlineData("code,count\na,1,2\n")]
    public void A_line_has_as_many_fields_as_the_header(string text) =>
        Assert.Contains(
            "facts.csv, line 2, column", Assert.Throws<InvalidDataException>(() => Parse(text)).Message, StringComparison.Ordinal);

    private static ReferenceTable Parse(string text)
    {
        using var reader = new StringReader(text);
        return ReferenceTable.Parse("facts.csv", reader);
    }
}
