using GraphQLParser;
using GraphQLParser.Exceptions;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Takes the descriptions out of a document: since September 2025 operations, fragments and variables may have one, and the parser does not
/// know it. Blanks take their place, so that everything else stays where it is.
/// </summary>
internal static class DocumentDescriptions
{
    /// <summary>The document without descriptions.</summary>
    public static string Blank(string text)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return text;
        }

        char[]? blanked = null;
        var (braces, parentheses, brackets) = (0, 0, 0);
        TokenKind? before = null;
        (int Start, int End)? candidate = null;
        foreach (var token in Tokens(text).Where(token => token.Kind != TokenKind.COMMENT))
        {
            // A string is a description by what follows it.
            if (candidate is var (start, end) && IsDescribed(token, parentheses))
            {
                blanked ??= text.ToCharArray();
                for (var i = start; i < end; i++)
                {
                    blanked[i] = blanked[i] is '\n' or '\r' ? blanked[i] : ' ';
                }
            }

            candidate = token.Kind == TokenKind.STRING
                && braces == 0
                && brackets == 0
                && parentheses <= 1
                && before is not (TokenKind.EQUALS or TokenKind.COLON)
                ? (DocumentPlace.StartOf(token, text), token.End)
                : null;
            before = token.Kind;
            braces += Step(token.Kind, TokenKind.BRACE_L, TokenKind.BRACE_R);
            parentheses += Step(token.Kind, TokenKind.PAREN_L, TokenKind.PAREN_R);
            brackets += Step(token.Kind, TokenKind.BRACKET_L, TokenKind.BRACKET_R);
        }

        return blanked is null ? text : new string(blanked);
    }

    private static bool IsDescribed(Token token, int parentheses) => parentheses == 1
        ? token.Kind == TokenKind.DOLLAR
        : token.Kind == TokenKind.NAME
            && (token.Value == "query" || token.Value == "mutation" || token.Value == "subscription" || token.Value == "fragment");

    private static int Step(TokenKind kind, TokenKind opening, TokenKind closing) => kind == opening ? 1 : kind == closing ? -1 : 0;

    /// <summary>The tokens of a text, up to one that cannot be read, which the parser reports.</summary>
    public static IEnumerable<Token> Tokens(string text)
    {
        for (var position = 0; Next(text, position) is { Kind: not TokenKind.EOF } token; position = token.End)
        {
            yield return token;
        }
    }

    /// <summary>The next token; null where none can be read.</summary>
    public static Token? Next(string text, int position)
    {
        try
        {
            return Lexer.Lex(text, position);
        }
        catch (GraphQLSyntaxErrorException)
        {
            return null;
        }
    }
}
