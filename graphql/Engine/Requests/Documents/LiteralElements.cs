using GraphQLParser;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Counts the list elements and objects of a document's literals from its tokens, before it is parsed. The document need not be valid.
/// </summary>
internal sealed class LiteralElements
{
    private readonly Stack<bool> _isList = [];
    private int _parentheses;
    private Place _place;

    private enum Place
    {
        Elsewhere,
        Dollar,
        Variable,
        Type,
    }

    public int Count { get; private set; }

    public void Add(TokenKind token)
    {
        var isVariable = _place == Place.Dollar;
        _place = token switch
        {
            TokenKind.DOLLAR => Place.Dollar,
            TokenKind.NAME when isVariable => Place.Variable,
            TokenKind.COLON when _place == Place.Variable => Place.Type,
            TokenKind.BRACKET_L or TokenKind.BRACKET_R or TokenKind.NAME or TokenKind.BANG when _place == Place.Type => Place.Type,
            _ => Place.Elsewhere,
        };

        // The brackets of "$ids: [Int!]" are those of a type.
        if (_place == Place.Type)
        {
            return;
        }

        switch (token)
        {
            case TokenKind.PAREN_L:
                _parentheses++;
                break;
            case TokenKind.PAREN_R:
                _parentheses--;
                break;
            case TokenKind.BRACKET_R or TokenKind.BRACE_R:
                _isList.TryPop(out _);
                break;
            case TokenKind.BRACKET_L:
                Count += IsInList ? 1 : 0;
                _isList.Push(true);
                break;

            // Braces that are not within parentheses hold fields of the answer.
            case TokenKind.BRACE_L when _parentheses > 0:
                Count++;
                _isList.Push(false);
                break;
            case TokenKind.INT or TokenKind.FLOAT or TokenKind.STRING or TokenKind.DOLLAR:
            case TokenKind.NAME when !isVariable:
                Count += IsInList ? 1 : 0;
                break;
        }
    }

    private bool IsInList => _isList.TryPeek(out var isList) && isList;
}
