using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>What a search finds, on every store: each row that matches once, in the order of its rank, whatever is typed.</summary>
public abstract class SearchSpecification(LibraryStore store)
{
    private const string Query =
        "query($text: String!, $first: Int) { search(text: $text, first: $first) { kind name shelf { code name } reader { id nameOther } book { id note loans(first: 1) { totalCount } } } }";

    private static readonly char[] Separators = [' ', '\'', '"', '(', ')', '/', '.', ','];

    public static TheoryData<string> Texts =>
    [
        // A word, its beginning, its inside, its end; alone and among others, in any order and spelling.
        "oussra", "Oussra", "ouss", "ussr", "sra", "us", "o", "s", "al oussra", "OUSSRA AL", "oussra nord", "nord ouss", "nord oussra sud", "l'oussra", "l oussra (nord)", "élan", "elan d'ou",
        "القراءة", "قراءه", "ق", "reader 0", "reader", "READER 1", "re", "er", "der 1", "readers", "shelf oussra", "coussra",

        // More words than count, and those that are equal.
        "the house of the long names of many words", "house house house", "many words names house of", "names missing of many words house",

        // What means something in a pattern, in a list of letters or to an index; what is no word; letters beyond the basic plane.
        "100 %", "%", "_", "b_", "b_d", "[a-z]", "[", "*", "?", "a*b", "a:b\\", "\\", "\\null", "'", "''", "\"", " ", "", ".", "(/,", ":", "&", "|", "!", "<->", "日本", "本", "🐝", "nul",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_matches_is_found_best_first(string text)
    {
        foreach (var first in new[] { 1, 3, 10, 100 })
        {
            var found = (await store.DataAsync(Query, new { text, first }))["search"]!.AsArray().Select(Id);
            var expected = LibraryRows.Searched.Select((row, place) => (row, place)).SelectMany(set => set.row.Select(row => (row.Key, row.Name, set.place, Rank: Rank(text, row))))
                .Where(row => row.Rank is not null)
                .OrderBy(row => row.Rank!.Value.Rank).ThenBy(row => row.place).ThenBy(row => row.Rank!.Value.Text, LibraryRows.Order).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Take(first).Select(row => (row.Key, row.Name));
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task A_result_is_the_row_that_its_kind_names()
    {
        var results = (await store.DataAsync(Query, new { text = "oussra", first = 50 }))["search"]!.AsArray();

        Assert.Equal(["BOOK", "READER", "SHELF"], results.Select(result => (string)result!["kind"]!).Distinct().Order(StringComparer.Ordinal));
        foreach (var result in results)
        {
            Assert.Equal((string)result!["kind"]!, Assert.Single(result.AsObject(), field => field.Value is JsonObject).Key.ToUpperInvariant());
        }
    }

    [Theory]
    [InlineData("x", 1_001, "HC0051")]
    [InlineData("x", -1, "HC0079")]
    [InlineData("long", 1, "HC0026")]
    public async Task What_is_too_much_is_refused(string text, int first, string code)
    {
        var answer = await store.AnswerAsync(Query, new { text = text == "long" ? new string('x', 201) : text, first });

        Assert.Equal(code, (string)Assert.Single(answer["errors"]!.AsArray())!["extensions"]!["code"]!);
        Assert.Null(answer["data"]!["search"]);
    }

    private static (string Key, string? Name) Id(JsonNode? result) =>
        ((string)(result!["shelf"]?["code"] ?? result["reader"]?["id"] ?? result["book"]!["id"])!, (string?)result["name"]);

    // The rank and, of the texts that match, the one that comes first.
    private static (int Rank, string Text)? Rank(string text, SearchedRow row)
    {
        var folded = TextFolding.Fold(text).Trim();
        var words = folded.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct().OrderByDescending(word => word.Length).Take(4).ToList();
        var matches = words.Count == 0 ? [] : row.Texts.Select(TextFolding.Fold).Select(known => (Rank: Rank(folded, words, known, row.ByWords), Text: known)).Where(match => match.Rank < 4).ToList();
        return matches.Count == 0 ? null : (matches.Min(match => match.Rank), (string)matches.Select(match => match.Text).Order(LibraryRows.Order).First()!);
    }

    private static int Rank(string text, List<string> words, string known, bool byWords)
    {
        bool Begins(string word) => known.Split(Separators).Any(part => part.StartsWith(word, StringComparison.Ordinal));
        return known == text ? 0
            : known.StartsWith(text, StringComparison.Ordinal) ? 1
            : words.TrueForAll(Begins) ? 2
            : !byWords && words.TrueForAll(word => word.Length >= 3 && known.Contains(word, StringComparison.Ordinal)) ? 3
            : 4;
    }
}

public sealed class SearchOnSqlite(SqliteLibrary store) : SearchSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class SearchOnPostgres(PostgresLibrary store) : SearchSpecification(store), IClassFixture<PostgresLibrary>;
