using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>What a search finds, on every store: each row that matches once, in the order of its rank, whatever is typed.</summary>
public abstract class SearchSpecification(LibraryStore store)
{
    private const string Query =
        "query($text: String!, $first: Int) { search(text: $text, first: $first) { kind name shelf { code name } reader { id nameOther } "
            + "book { id note loans(first: 1) { totalCount } } } }";

    private static readonly string[] Small =
    [
        "a", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "and", "in", "of", "the", "في", "من", "و",
    ];

    private static readonly char[] Separators = [' ', '\'', '"', '(', ')', '/', '.', ','];

    public static TheoryData<string> Texts =>
    [
        // A word, its beginning, its inside, its end; alone and among others, in any order and spelling.
        "oussra", "Oussra", "ouss", "ussr", "sra", "us", "o", "s", "al oussra", "OUSSRA AL", "oussra nord", "nord ouss",
        "nord oussra sud", "l'oussra", "l oussra (nord)", "élan", "elan d'ou",
        "القراءة", "قراءه", "ق", "ﺍﻟﻘﺮﺍﺀﺓ", "reader 0", "reader", "READER 1", "re", "er", "der 1", "readers", "shelf oussra", "coussra",

        // More words than count, and those that are equal.
        "the house of the long names of many words", "house house house", "many words names house of", "names missing of many words house",

        // A list of names; what a row is called; small words; endings; with the name of what it belongs to, or not.
        "rif", "le rif", "الشمال", "sahara", "lecteur", "lecteur oussra", "قارئ", "قارئ ٢", "lecteurs oussra",
        "oussra de la nord", "de", "houses", "longues words",
        "contes", "contes nord", "hiver nord oussra", "oussra nord sud", "reader 03 sud", "lecteur reader nord", "lecteur nord",
        "lecteur or", "no", "reader no", "élan nord hiver", "reader oussra", "or contes",

        // Codes and numbers of cards, whole.
        "ou-2", "OU-2", "ou", "C-1/24", "c-1/24", "C-1",

        // What means something in a pattern, in a list of letters or to an index; what is no word; letters beyond the basic plane.
        "100 %", "%", "_", "b_", "b_d", "[a-z]", "[", "*", "?", "a*b", "a:b\\", "\\", "\\null", "'", "''", "\"", " ", "",
        ".", "(/,", ":", "&", "|", "!", "<->", "日本", "本", "🐝", "nul",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_matches_is_found_best_first(string text)
    {
        foreach (var first in new[] { 1, 3, 10, 100 })
        {
            var found = (await store.DataAsync(Query, new { text, first }))["search"]!.AsArray().Select(Id);
            var expected = LibraryRows.Searched.Select((row, place) => (row, place)).SelectMany(
                set => set.row.Select(row => (row.Key, row.Name, set.place, Rank: Rank(text, row))))
                .Where(row => row.Rank is not null)
                .OrderBy(row => row.Rank!.Value.Rank).ThenBy(row => row.place).ThenBy(row => row.Rank!.Value.Text, LibraryRows.Order)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .Take(first).Select(row => (row.Key, row.Name));
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task A_result_is_the_row_that_its_kind_names()
    {
        var results = (await store.DataAsync(Query, new { text = "oussra", first = 50 }))["search"]!.AsArray();

        Assert.Equal(
            ["BOOK", "READER", "SHELF"], results.Select(result => (string)result!["kind"]!).Distinct().Order(StringComparer.Ordinal));
        foreach (var result in results)
        {
            Assert.Equal(
                (string)result!["kind"]!, Assert.Single(result.AsObject(), field => field.Value is JsonObject).Key.ToUpperInvariant());
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
        var folded = TextFolding.Fold(text.Normalize(NormalizationForm.FormKC)).Trim();
        var words = Words(folded, row.Called);
        if (words.Count == 0)
        {
            return null;
        }

        var matches = row.Texts.Select(TextFolding.Fold).Select(known => (Rank: Rank(folded, words, known, row.ByWords), Text: known))
            .Where(match => match.Rank < 4)
            .ToList();
        string[] codes = [text.Trim(), text.Trim().ToUpperInvariant()];
        if (row.Whole is not null && codes.Contains(row.Whole))
        {
            matches.Add((0, TextFolding.Fold(row.Name)));
        }

        var all = folded.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        string[] called = [.. row.Called.Select(TextFolding.Fold)];
        if (IsTogether(words, all.Intersect(called).Any() && all.Except(called).Any(), row))
        {
            matches.Add((Math.Min(4, Rank(folded, words, TextFolding.Fold(row.Name), row.ByWords)), TextFolding.Fold(row.Name)));
        }

        return matches.Count == 0
            ? null
            : (matches.Min(match => match.Rank), (string)matches.Select(match => match.Text).Order(LibraryRows.Order).First()!);
    }

    private static List<string> Words(string folded, string[] called)
    {
        var words = folded.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        foreach (var left in new[] { [.. called.Select(TextFolding.Fold)], Small })
        {
            words = words.Except(left).Any() ? [.. words.Where(word => !left.Contains(word))] : words;
        }

        return
        [
            .. words.Select(word => Regex.Replace(Regex.Replace(word, "(?<=^.{3,}[^s])s$", ""), "(?<=^.{4,})e$", "")).Distinct()
            .OrderByDescending(word => word.Length)
            .Take(4),
        ];
    }

    // Each word is in a text of the row or in the name above, which has one of three letters or more; all of them only where the row is
    // called by its word.
    private static bool IsTogether(List<string> words, bool isCalled, SearchedRow row)
    {
        var above = TextFolding.Fold(row.Above);
        string[] own = [.. row.Texts.Append(row.More).Select(TextFolding.Fold)];
        return (words.Count > 1 || isCalled) && row.Above is not null
            && words.Exists(word => word.Length >= 3 && Begins(above, word)) && (isCalled || !words.TrueForAll(word => Begins(above, word)))
            && words.TrueForAll(word =>
                Begins(above, word)
                    || own.Any(text => Begins(text, word) || (word.Length >= 3 && text.Contains(word, StringComparison.Ordinal))));
    }

    private static bool Begins(string known, string word) =>
        known.Split(Separators).Any(part => part.StartsWith(word, StringComparison.Ordinal));

    private static int Rank(string text, List<string> words, string known, bool byWords) =>
        known == text ? 0
        : known.StartsWith(text, StringComparison.Ordinal) ? 1
        : words.TrueForAll(word => Begins(known, word)) ? 2
        : !byWords && words.TrueForAll(word => word.Length >= 3 && known.Contains(word, StringComparison.Ordinal)) ? 3
        : 4;
}

public sealed class SearchOnSqlite(SqliteLibrary store) : SearchSpecification(store), IClassFixture<SqliteLibrary>;

public sealed class SearchOnPostgres(PostgresLibrary store) : SearchSpecification(store), IClassFixture<PostgresLibrary>;
