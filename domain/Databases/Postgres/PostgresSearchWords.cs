namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// The words of a folded text, of which an index is kept: a search finds by it the few titles among hundreds of thousands that have a word. It needs no
/// extension, which a managed server may refuse.
/// </summary>
public static class PostgresSearchWords
{
    /// <summary>The function that gives the words of a text.</summary>
    public const string Function = "search_words";

    /// <summary>
    /// Makes the function. The cost keeps the planner from computing the words of every row where the index has them. A word has at most 2,046 bytes there:
    /// words beyond the first 500 letters of a text are not found.
    /// </summary>
    public const string Create = $"""
        create function {Function}(value text) returns tsvector language plpgsql immutable strict parallel safe cost 10000 as $$
        begin
          return array_to_tsvector(array_remove(string_to_array(translate(left(value, 500), '''"()/.,', '       '), ' '), ''));
        end $$;
        """;
}
