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
        return _statement.End(
            $"select {selected} from {table.FromRows(results)} order by {table.Alias}.rank, {table.Alias}.place, {table.Alias}.text, {table.Alias}.key");
    }

    // Reference data has dozens of rows: all that match are ranked.
    private IEnumerable<string> Found(Source source) => source.Searched switch
    {
        { Entity.IsReferenceData: true, ByWords: true } => [Rows(source, HasWords)],
        { Entity.IsReferenceData: true } => [Rows(source, text => $"{HasParts(text)} and ({_given.IsInside} or ({HasWords(text)}))")],
        { ByWords: true } => [First(source, BeginsSo), ByWords(source)],
        _ => [First(source, BeginsSo), First(source, text => $"{HasParts(text)} and {HasWords(text)}"), First(source, text => $"{_given.IsInside} and {HasParts(text)}")],
    };

    private string BeginsSo(string text) => $"{text} >= {_given.Text} and {text} < {_given.End}";

    private string HasParts(string text) => string.Join(" and ", _given.Parts.Select(pattern => _dialect.IsLike(text, pattern)));

    private string HasWords(string text) => string.Join(" and ", _given.Words.Select(pattern => _dialect.HasWord(text, pattern)));

    private string Rows(Source source, Func<string, string> condition)
    {
        var (alias, text) = Table(source);
        return Rows(source, $"select {text} as text, {alias}.\"{source.Key}\" as key from \"{source.Searched.Entity.Table}\" {alias} where {condition(text)}");
    }

    private string ByWords(Source source)
    {
        var (alias, text) = Table(source);
        return _dialect.IsInWordIndex(text, _given.WordIndexQuery) is { } condition
            ? Rows(source, $"select {text} as text, {alias}.\"{source.Key}\" as key from \"{source.Searched.Entity.Table}\" {alias} where {condition} order by 1, 2 limit {_given.Limit}")
            : First(source, text => $"{HasParts(text)} and {HasWords(text)}");
    }

    private string First(Source source, Func<string, string> condition)
    {
        var (alias, text) = Table(source);
        var rows = _statement.NextAlias();

        // The empty text stands for null, which an index may leave out.
        var known = source.Text.IsNullable ? $" where {text} <> ''" : "";
        var inOrder = $"select {text} as text, {alias}.\"{source.Key}\" as key from \"{source.Searched.Entity.Table}\" {alias}{known} order by 1, 2{_dialect.KeepsOrder}";
        return Rows(source, $"select {rows}.text, {rows}.key from ({inOrder}) {rows} where {condition($"{rows}.text")} order by 1, 2 limit {_given.Limit}");
    }

    private string Rows(Source source, string rows)
    {
        var alias = _statement.NextAlias();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"select {source.Place} as place, {alias}.text, {_dialect.TextOfKey($"{alias}.key", source.Searched.Entity.Key.Scalar.Kind)} as key from ({rows}) {alias}");
    }

    private (string Alias, string Text) Table(Source source)
    {
        var alias = _statement.NextAlias();
        return (alias, $"{alias}.\"{source.Text.SearchColumn}\"");
    }

    private string ByEntity(Func<SearchedEntity, int, string> value) =>
        $"case g.place {string.Join(' ', _search.Entities.Select((searched, place) => string.Create(CultureInfo.InvariantCulture, $"when {place} then {value(searched, place)}")))} end";

    private string Name(SearchedEntity searched, int place)
    {
        var (alias, entity) = (_statement.NextAlias(), searched.Entity);
        return $"(select {alias}.\"{searched.Texts[0].Column}\" from \"{entity.Table}\" {alias} where {alias}.\"{entity.Key.Column}\" = {_dialect.KeyOfText("g.key", entity.Key.Scalar.Kind)})";
    }

    private string Key(SearchedEntity searched, int place) => string.Create(
        CultureInfo.InvariantCulture,
        $"case when g.place = {place} then {_dialect.KeyOfText("g.key", searched.Entity.Key.Scalar.Kind)} end as \"{searched.Reference.ForeignKeyColumn}\"");

    // A text of an entity, and the place of that among all entities.
    private sealed record Source(SearchedEntity Searched, ScalarMember Text, int Place)
    {
        public string Key => Searched.Entity.Key.Column;
    }
}
