using GraphQLParser;
using GraphQLParser.Exceptions;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Says what is wrong with the syntax of a document in HotChocolate's words, at HotChocolate's place: the beginning of the token that was
/// not expected.
/// </summary>
internal static class SyntaxFault
{
    private const string Expected = "Expected ";

    public static GraphError Of(GraphQLSyntaxErrorException fault, string text)
    {
        var (token, start, before) = Find(text, fault.Location);
        return new GraphError(
            token is { } found ? OfParser(fault.Description, found, text, before) : OfLexer(fault.Description, text, start))
        {
            Code = "HC0011",
            Locations = [DocumentPlace.Of(text, start)],
        };
    }

    // The token at the parser's place, where it begins, and the kind of the one before it; no token where none can be read there.
    private static (Token? Token, int Start, TokenKind? Before) Find(string text, Location fault)
    {
        TokenKind? before = null;
        for (var position = 0; ;)
        {
            if (DocumentDescriptions.Next(text, position) is not { } token)
            {
                return (null, StartOfToken(text, position), before);
            }

            // Behind a comment without an end of line the end is said to be further on.
            if (token.Kind == TokenKind.EOF)
            {
                return (token, text.Length, before);
            }

            var place = DocumentPlace.Of(text, token.Start);
            if ((place.Line, place.Column).CompareTo((fault.Line, fault.Column)) >= 0)
            {
                return (token, DocumentPlace.StartOf(token, text), before);
            }

            before = token.Kind == TokenKind.COMMENT ? before : token.Kind;
            position = token.End;
        }
    }

    private static string OfParser(string description, Token found, string text, TokenKind? before)
    {
        var kind = Kind(found, text);
        if (!description.StartsWith(Expected, StringComparison.Ordinal))
        {
            return $"Unexpected token: {Print(found, text)}.";
        }

        var end = description.IndexOf(", found", StringComparison.Ordinal);
        return (end < 0 ? description : description[Expected.Length..end]) switch
        {
            // A selection that does not end; behind a colon the name of a field is still missing.
            "Name" when found.Kind == TokenKind.EOF
                && description.EndsWith("#Field", StringComparison.Ordinal)
                && before != TokenKind.COLON =>
                "Expected a `RightBrace`-token, but found a `EndOfFile`-token.",
            "{" => $"Expected a LeftBrace token but found `{Print(found, text)}`.",
            "\"on\"" => $"Expected a `on`-token, but found a `{(found.Kind == TokenKind.NAME ? found.Value.ToString() : kind)}`-token.",
            { Length: 1 } symbol => $"Expected a `{Kind(Lexer.Lex(symbol), symbol)}`-token, but found a `{kind}`-token.",
            "Name" => $"Expected a `Name`-token, but found a `{kind}`-token.",
            _ => $"Unexpected token: {Print(found, text)}.",
        };
    }

    private static string OfLexer(string description, string text, int start) => description switch
    {
        _ when description.StartsWith("Unexpected character", StringComparison.Ordinal) =>
            text.AsSpan(start).StartsWith("..") ? "Expected a `Spread`-token." : $"Unexpected character {Quoted(text, start)}.",
        _ when description.StartsWith("Unterminated", StringComparison.Ordinal) => "Unterminated string.",
        _ when description.StartsWith("Invalid number", StringComparison.Ordinal) => WithQuotedEnd(description),
        _ => description,
    };

    // "… but got: ")"" becomes "… but got: `)` (41)."
    private static string WithQuotedEnd(string description)
    {
        var quote = description.IndexOf('"', StringComparison.Ordinal);
        return quote < 0 ? description
            : quote + 1 < description.Length && description[quote + 1] != '"' ? $"{description[..quote]}{Quoted(description, quote + 1)}."
            : $"{description[..quote]}`<EOF>`.";
    }

    private static string Quoted(string text, int position) => $"`{text[position]}` ({(int)text[position]})";

    private static int StartOfToken(string text, int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r' or ',' or '\uFEFF')
        {
            position++;
        }

        return Math.Min(position, Math.Max(0, text.Length - 1));
    }

    private static string Kind(Token token, string text) => token.Kind switch
    {
        TokenKind.EOF => "EndOfFile",
        TokenKind.BANG => "Bang",
        TokenKind.DOLLAR => "Dollar",
        TokenKind.AMPERSAND => "Ampersand",
        TokenKind.PAREN_L => "LeftParenthesis",
        TokenKind.PAREN_R => "RightParenthesis",
        TokenKind.SPREAD => "Spread",
        TokenKind.COLON => "Colon",
        TokenKind.EQUALS => "Equal",
        TokenKind.AT => "At",
        TokenKind.BRACKET_L => "LeftBracket",
        TokenKind.BRACKET_R => "RightBracket",
        TokenKind.BRACE_L => "LeftBrace",
        TokenKind.BRACE_R => "RightBrace",
        TokenKind.PIPE => "Pipe",
        TokenKind.INT => "Integer",
        TokenKind.FLOAT => "Float",
        TokenKind.STRING => DocumentPlace.StartOf(token, text) < token.Start ? "BlockString" : "String",
        _ => "Name",
    };

    private static string Print(Token token, string text) => token.Kind switch
    {
        TokenKind.EOF => "<EOF>",
        TokenKind.INT => "Int",
        TokenKind.NAME or TokenKind.FLOAT or TokenKind.STRING => Kind(token, text),
        _ => text[token.Start..token.End],
    };
}
