using System.Globalization;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>
/// Writes the statement of a search. Of a large set each way to match is read in the order of an index on the text: a text that is hardly begun matches
/// nearly every row, and a page is full at once.
/// </summary>
internal sealed class SearchSql
{
    private readonly SqlDialect _dialect;
    private readonly SearchDescription _search;
    private readonly RelationStatement _statement;
    private readonly SearchPlaceholders _given;
    private readonly List<string> _common = [];

    private SearchSql(SqlDialect dialect, SearchStep step)
    {
        _dialect = dialect;
        _search = step.Search;
        _statement = new RelationStatement(dialect, step.Rows);
        _given = new SearchPlaceholders(_statement.Parameters, dialect, step.Text);
    }

    /// <summary>The statement of a search.</summary>
    public static SqlStatement Of(SearchStep step, SqlDialect dialect) => new SearchSql(dialect, step).Write();

    private SqlStatement Write()
    {
        var table = _statement.Table();
        var selected = string.Join(", ", _statement.Columns(table));
        var found = string.Join("\n  union all ", _search.Entities.SelectMany((searched, place) => searched.Texts.SelectMany(text => Found(new Source(searched, text, place)))));
        var rank = $"case when f.text = {_given.Text} then 0 when {_dialect.IsLike("f.text", _given.Beginning)} then 1 when {HasWords("f.text")} then 2 else 3 end";
        var results = $"""
            select g.rank, g.place, g.text, g.key, {ByEntity((searched, _) => $"'{searched.Kind}'")} as kind, {ByEntity(Name)} as name, {string.Join(", ", _search.Entities.Select(Key))} from (
              select f.place, f.key, min({rank}) as rank, min(f.text) as text from (
              {found}) f group by f.place, f.key order by 3, 1, 4, 2 limit {_given.Limit}) g
            """;
        var common = _common.Count == 0 ? "" : $"with {string.Join(",\n", _common)}\n";
        return _statement.End(
            $"{common}select {selected} from {table.FromRows(results)} order by {table.Alias}.rank, {table.Alias}.place, {table.Alias}.text, {table.Alias}.key");
    }

    private IEnumerable<string> Found(Source source)
    {
        if (source.Searched.Entity.IsReferenceData)
        {
            // Dozens of rows: all that match are ranked.
            var all = Matching(source, text => source.Searched.ByWords ? HasWords(text) : $"{HasParts(text)} and ({_given.IsInside} or ({HasWords(text)}))");
            return [Placed(source, all)];
        }

        var beginning = Common($"{Matching(source, text => $"{text} >= {_given.Text} and {text} < {_given.End}")} order by 1, 2 limit {_given.Limit}");

        // A page of names that begin so leaves no place for others.
        var more = $"(select case when count(*) < {_given.Limit} then {_given.Limit} else 0 end from {beginning})";
        return [Placed(source, $"select * from {beginning}"), .. source.Searched.ByWords ? [Placed(source, ByWords(source, more))] : WithParts(source, more)];
    }

    private string ByWords(Source source, string limit)
    {
        if (_dialect.IsInWordIndex("", "") is null)
        {
            return InOrder(source, text => $"{HasParts(text)} and {HasWords(text)}", limit);
        }

        var matching = Matching(source, text => _dialect.IsInWordIndex(text, _given.WordIndexQuery)!);
        return $"select * from ({matching}{_dialect.ByItself}) {_statement.NextAlias()} order by 1, 2 limit {limit}";
    }

    // Where parts of words fill no page, they are all that there is. Only otherwise the words that begin so are looked for by themselves.
    private IEnumerable<string> WithParts(Source source, string limit)
    {
        var parts = Common(InOrder(source, text => $"{_given.IsInside} and {HasParts(text)}", limit));
        yield return Placed(source, $"select * from {parts}");
        var words = $"(select case when {_given.IsInside} and count(*) < {_given.Limit} then 0 else {_given.Limit} end from {parts})";
        yield return Placed(source, InOrder(source, text => $"{HasParts(text)} and {HasWords(text)}", words));
    }

    private string HasParts(string text) => string.Join(" and ", _given.Parts.Select(pattern => _dialect.IsLike(text, pattern)));

    private string HasWords(string text) => string.Join(" and ", _given.Words.Select(pattern => _dialect.HasWord(text, pattern)));

    private string Matching(Source source, Func<string, string> condition)
    {
        var table = _statement.Table(source.Searched.Entity);
        var text = table.Column(source.Column);
        return $"select {text} as text, {table.Column(source.Key)} as key from {table.From()} where {Known(source, text)}{condition(text)}";
    }

    // Scans the index in order and stops when the page is full.
    private string InOrder(Source source, Func<string, string> condition, string limit)
    {
        var (rows, all) = (_statement.NextAlias(), Matching(source, _ => "true"));
        return $"select {rows}.text, {rows}.key from ({all} order by 1, 2{_dialect.ByItself}) {rows} where {condition($"{rows}.text")} order by 1, 2 limit {limit}";
    }

    // The empty text stands for null, which an index may leave out.
    private static string Known(Source source, string text) => source.Text.IsNullable ? $"{text} <> '' and " : "";

    private string Common(string rows)
    {
        var name = _statement.NextAlias();
        _common.Add($"{name} as materialized ({rows})");
        return name;
    }

    private string Placed(Source source, string rows)
    {
        var alias = _statement.NextAlias();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"select {source.Place} as place, {alias}.text, {_dialect.TextOfKey($"{alias}.key", source.Searched.Entity.Key.Scalar.Kind)} as key from ({rows}) {alias}");
    }

    private string ByEntity(Func<SearchedEntity, int, string> value) =>
        $"case g.place {string.Join(' ', _search.Entities.Select((searched, place) => string.Create(CultureInfo.InvariantCulture, $"when {place} then {value(searched, place)}")))} end";

    private string Name(SearchedEntity searched, int place)
    {
        var table = _statement.Table(searched.Entity);
        return $"(select {table.Column(searched.Texts[0].Column)} from {table.From()} where {table.Column(searched.Entity.Key.Column)} = {_dialect.KeyOfText("g.key", searched.Entity.Key.Scalar.Kind)})";
    }

    private string Key(SearchedEntity searched, int place) => string.Create(
        CultureInfo.InvariantCulture,
        $"case when g.place = {place} then {_dialect.KeyOfText("g.key", searched.Entity.Key.Scalar.Kind)} end as \"{searched.Reference.ForeignKeyColumn}\"");

    // A text of an entity, and the place of that among all entities.
    private sealed record Source(SearchedEntity Searched, ScalarMember Text, int Place)
    {
        public string Column => Text.SearchColumn!;

        public string Key => Searched.Entity.Key.Column;
    }
}
