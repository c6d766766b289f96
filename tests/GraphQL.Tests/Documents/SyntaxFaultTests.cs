namespace IndhCoops.GraphQL.Tests.Documents;

/// <summary>What is no document is refused as HotChocolate refuses it, at the token that was not expected.</summary>
public sealed class SyntaxFaultTests(DocumentCheck check) : IClassFixture<DocumentCheck>
{
    [Theory]
    [InlineData("query { x", 1, 10, "Expected a `RightBrace`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ regions { nodes { code", 1, 25, "Expected a `RightBrace`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ regions\n{ nodes\n", 3, 1, "Expected a `RightBrace`-token, but found a `EndOfFile`-token.")]
    [InlineData("{", 1, 2, "Expected a `RightBrace`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ a:", 1, 5, "Expected a `Name`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ a(", 1, 5, "Expected a `Name`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ a(b: 1", 1, 9, "Expected a `Name`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ a(b:", 1, 7, "Unexpected token: <EOF>.")]
    [InlineData("{}", 1, 2, "Expected a `Name`-token, but found a `RightBrace`-token.")]
    [InlineData("{ a() }", 1, 5, "Expected a `Name`-token, but found a `RightParenthesis`-token.")]
    [InlineData("{ a(b:) }", 1, 7, "Unexpected token: ).")]
    [InlineData("{ a(b 1) }", 1, 7, "Expected a `Colon`-token, but found a `Integer`-token.")]
    [InlineData("{ a(b 1.5) }", 1, 7, "Expected a `Colon`-token, but found a `Float`-token.")]
    [InlineData("{ a(b \"x\") }", 1, 7, "Expected a `Colon`-token, but found a `String`-token.")]
    [InlineData("{ a(b \"\"\"x\"\"\") }", 1, 7, "Expected a `Colon`-token, but found a `BlockString`-token.")]
    [InlineData("{ a(b: $) }", 1, 9, "Expected a `Name`-token, but found a `RightParenthesis`-token.")]
    [InlineData("query($a Int) { a }", 1, 10, "Expected a `Colon`-token, but found a `Name`-token.")]
    [InlineData("query(a: Int) { a }", 1, 7, "Expected a `Dollar`-token, but found a `Name`-token.")]
    [InlineData("query($a: [Int) { a }", 1, 15, "Expected a `RightBracket`-token, but found a `RightParenthesis`-token.")]
    [InlineData("query($a: Int = $b) { a }", 1, 17, "Unexpected token: $.")]
    [InlineData("{ a(b: [1) }", 1, 10, "Unexpected token: ).")]
    [InlineData("{ a(b: {c}) }", 1, 10, "Expected a `Colon`-token, but found a `RightBrace`-token.")]
    [InlineData("{ ...on }", 1, 9, "Expected a `Name`-token, but found a `RightBrace`-token.")]
    [InlineData("{ a ... }", 1, 9, "Expected a LeftBrace token but found `}`.")]
    [InlineData("query A", 1, 8, "Expected a LeftBrace token but found `<EOF>`.")]
    [InlineData("fragment F A { a }", 1, 12, "Expected a `on`-token, but found a `A`-token.")]
    [InlineData("fragment F { a }", 1, 12, "Expected a `on`-token, but found a `LeftBrace`-token.")]
    [InlineData("fragment on on A { a }", 1, 10, "Unexpected token: Name.")]
    [InlineData("{ a } }", 1, 7, "Unexpected token: }.")]
    [InlineData("foo { a }", 1, 1, "Unexpected token: Name.")]
    [InlineData("{ a @ }", 1, 7, "Expected a `Name`-token, but found a `RightBrace`-token.")]
    [InlineData("{ a & b }", 1, 5, "Expected a `Name`-token, but found a `Ampersand`-token.")]
    [InlineData("{ a ? }", 1, 5, "Unexpected character `?` (63).")]
    [InlineData("{ é }", 1, 3, "Unexpected character `é` (233).")]
    [InlineData("{ a .. }", 1, 5, "Expected a `Spread`-token.")]
    [InlineData("{ a(b: \"x) }", 1, 8, "Unterminated string.")]
    [InlineData("{ a(b: \"\"\"x) }", 1, 8, "Unterminated string.")]
    [InlineData("{ a(b: \"x\\q\") }", 1, 8, "Invalid character escape sequence: \\q.")]
    [InlineData("{ a(b: \"\\u{110000}\") }", 1, 8, "Invalid character escape sequence: \\u{110.")]
    [InlineData("{ a(b: \"\\u{1F600}\") } }", 1, 23, "Unexpected token: }.")]
    [InlineData("{ a(b: \"\\u{22}\\u{5c}\\u{a}\", c: \"\"\"\\u{zz}\"\"\") # \\u{1F600}\n?}", 2, 1, "Unexpected character `?` (63).")]
    [InlineData("{ a(b: 01) }", 1, 8, "Invalid number, unexpected digit after 0: `1` (49).")]
    [InlineData("{ a(b: 1.) }", 1, 8, "Invalid number, expected digit but got: `)` (41).")]
    [InlineData("{ a(b: -) }", 1, 8, "Invalid number, expected digit but got: `)` (41).")]
    [InlineData("{ a } } \"x", 1, 7, "Unexpected token: }.")]
    public async Task A_fault_of_the_syntax_names_what_was_expected_and_what_was_found(
        string document, int line, int column, string message)
    {
        var error = Assert.Single(await check.ErrorsAsync(document));

        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal(
            FormattableString.Invariant($"{line}:{column}"), $"{error["locations"]![0]!["line"]}:{error["locations"]![0]!["column"]}");
        Assert.Equal("HC0011", (string?)error["extensions"]!["code"]);
    }
}
