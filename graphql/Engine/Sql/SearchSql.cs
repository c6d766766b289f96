using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>
/// Writes the statement of a search. In a large table each kind of match is read in the order of an index: one or two letters match nearly
/// every row, and so a page is full at once.
/// </summary>
internal sealed class SearchSql(SqlDialect dialect, SearchStep step)
{
    private readonly IReadOnlyList<SearchedEntity> _entities = step.Search.Entities;
    private readonly RelationStatement _statement = new(dialect, step.Rows);
    private readonly List<string> _common = [];

    private SearchPlaceholders Given => field ??= new SearchPlaceholders(_statement.Parameters, dialect, step.Text);

    public SqlStatement Write()
    {
        // What is given comes first among the parameters.
        var limit = Given.Limit;
        var table = _statement.Table();
        var selected = string.Join(", ", _statement.Columns(table));
        var found = string.Join("\n  union all ", _entities.SelectMany(Found));
        var (kind, name, keys) =
            (ByEntity((searched, _) => $"'{searched.Kind}'"), ByEntity(Name), string.Join(", ", _entities.Select(Key)));
        var results = $"""
            select g.rank, g.place, g.text, g.key, {kind} as kind, {name} as name, {keys} from (
              select f.place, f.key, min(f.rank) as rank, min(f.text) as text from (
              {found}) f group by f.place, f.key order by 3, 1, 4, 2 limit {limit}) g
            """;
        var common = _common.Count == 0 ? "" : $"with {string.Join(",\n", _common)}\n";
        return _statement.End(
            $"{common}select {selected} from {table.FromRows(results)} "
                + $"order by {table.Alias}.rank, {table.Alias}.place, {table.Alias}.text, {table.Alias}.key");
    }

    private IEnumerable<string> Found(SearchedEntity searched, int place) =>
    [
        .. searched.Whole.Select(value => Whole(searched, value, place)),
        .. searched.Texts.SelectMany(text => Found(new Source(searched, text, place, Given.Words(searched)))),
        .. searched.With.Count > 0 ? [Together(searched, place)] : Array.Empty<string>(),
    ];

    private IEnumerable<string> Found(Source source)
    {
        if (source.Searched.Entity.IsReferenceData)
        {
            // There are only dozens of rows: all matches are ranked.
            var all = Matching(
                source,
                text => source.Searched.ByWords
                    ? HasWords(source.Given, text)
                    : $"{HasParts(source.Given, text)} and ({source.Given.IsInside} or ({HasWords(source.Given, text)}))");
            return [Placed(source, all)];
        }

        var beginning = Common(
            $"{Matching(source, text => $"{text} >= {Given.Text} and {text} < {Given.End}")} order by 1, 2 limit {Given.Limit}");

        // A full page of names that begin with the text leaves no room for other matches.
        var more = $"(select case when count(*) < {Given.Limit} then {Given.Limit} else 0 end from {beginning})";
        return
        [
            Placed(source, $"select * from {beginning}"),
            .. source.Searched.ByWords ? [Placed(source, ByWords(source, more))] : WithParts(source, more),
        ];
    }

    private string ByWords(Source source, string limit)
    {
        if (dialect.IsInWordIndex("", "") is null)
        {
            return InOrder(source, text => $"{HasParts(source.Given, text)} and {HasWords(source.Given, text)}", limit);
        }

        var matching = Matching(source, text => dialect.IsInWordIndex(text, source.Given.IndexQuery)!);
        return $"select * from ({matching}{dialect.ByItself}) {_statement.NextAlias()} order by 1, 2 limit {limit}";
    }

    // If parts of words do not fill a page, there are no other matches. Only if they do, words that begin with the text are searched
    // separately.
    private IEnumerable<string> WithParts(Source source, string limit)
    {
        var parts = Common(InOrder(source, text => $"{source.Given.IsInside} and {HasParts(source.Given, text)}", limit));
        yield return Placed(source, $"select * from {parts}");
        var words = $"(select case when {source.Given.IsInside} and count(*) < {Given.Limit} then 0 else {Given.Limit} end from {parts})";
        yield return Placed(source, InOrder(source, text => $"{HasParts(source.Given, text)} and {HasWords(source.Given, text)}", words));
    }

    // A row whose code or reference is the whole text.
    private string Whole(SearchedEntity searched, ScalarMember value, int place)
    {
        var table = _statement.Table(searched.Entity);
        return Placed(
            searched,
            place,
            $"select {table.Column(searched.Texts[0].SearchColumn!)} as text, {table.Column(searched.Entity.Key.Column)} as key "
                + $"from {table.From()} where {table.Column(value.Column)} in ({Given.WholeTexts})",
            _ => "0");
    }

    // Of the few rows above, those that a word names lead to the rows that have the other words: "argan tiznit" reads the cooperatives of
    // Tiznit, and "cooperatives tiznit" gives them.
    private string Together(SearchedEntity searched, int place)
    {
        var given = Given.Words(searched);
        var lead = searched.With[0].Lead!;
        var above = _statement.Table(lead.Target);
        var names = searched.With.Where(route => route.Lead == lead).Select(route => Text(above, route.Path.Skip(1), route.Text)).ToList();
        var flags = given.Beginnings.Select((pattern, word) => $"{Any(names, text => dialect.HasWord(text, pattern))} as {Flag(word)}");
        var isNamed = Any(given.Names, pattern => Any(names, text => dialect.HasWord(text, pattern)));
        var places = Common(
            $"select {above.Column(lead.Target.Key.Column)} as key, {string.Join(", ", flags)} from {above.From()} "
                + $"where {given.IsTogether} and {isNamed}");

        var table = _statement.Table(searched.Entity);
        var texts = searched.Texts.Where(IsText).Select(text => Text(table, [], text))
            .Concat(searched.With.Where(route => route.Lead != lead).Select(route => Text(table, route.Path, route.Text))).ToList();
        var a = _statement.NextAlias();
        var flagged = Enumerable.Range(0, SearchText.MaxWords).Select(word => $"{a}.{Flag(word)}").ToList();
        var words = flagged.Select((flag, word) => $"({flag} or {Any(
            texts, text => $"{dialect.IsLike(text, given.Inner[word])} or {dialect.HasWord(text, given.Beginnings[word])}")})");
        var rows =
            $"select {Text(table, [], searched.Texts[0])} as text, {table.Column(searched.Entity.Key.Column)} as key "
            + $"from {places} {a} join \"{searched.Entity.Table}\" {table.Alias} "
            + $"on {table.Column(lead.ForeignKeyColumn)} = {a}.key{table.Joins()} "
            + $"where ({given.IsCalled} or not ({string.Join(" and ", flagged)})) and {string.Join(" and ", words)} "
            + $"order by 1, 2 limit {Given.Limit}";
        return Placed(
            searched, place, rows, text => Rank(given, text, $"case when {given.IsInside} and {HasParts(given, text)} then 3 else 4 end"));

        static string Flag(int word) => string.Create(CultureInfo.InvariantCulture, $"w{word}");
    }

    private static string Text(SqlTable table, IEnumerable<ReferenceMember> path, ScalarMember text) =>
        path.Aggregate(table, (from, reference) => from.To(reference)).Column(text.SearchColumn!);

    private static bool IsText(ScalarMember text) => text.Scalar.Kind == ScalarKind.Text;

    private static string Any<T>(IEnumerable<T> values, Func<T, string> condition) => $"({string.Join(" or ", values.Select(condition))})";

    private string HasParts(WordPlaceholders given, string text) =>
        string.Join(" and ", given.Parts.Select(pattern => dialect.IsLike(text, pattern)));

    private string HasWords(WordPlaceholders given, string text) =>
        string.Join(" and ", given.Beginnings.Select(pattern => dialect.HasWord(text, pattern)));

    private string Rank(WordPlaceholders given, string text, string other) =>
        $"case when {text} = {Given.Text} then 0 when {dialect.IsLike(text, Given.Beginning)} then 1 "
            + $"when {HasWords(given, text)} then 2 else {other} end";

    private string Matching(Source source, Func<string, string> condition)
    {
        var table = _statement.Table(source.Searched.Entity);
        var (text, elements) = (table.Column(source.Text.SearchColumn!), "");
        if (!IsText(source.Text))
        {
            var element = _statement.NextAlias();
            (text, elements) = ($"{element}.value", $" cross join {dialect.FoldedElements(text, element)}");
        }

        return $"select {text} as text, {table.Column(source.Searched.Entity.Key.Column)} as key from {table.From()}{elements} "
            + $"where {Known(source, text)}{condition(text)}";
    }

    // Reads an index row by row until a page of matches is found.
    private string InOrder(Source source, Func<string, string> condition, string limit)
    {
        var (rows, all) = (_statement.NextAlias(), Matching(source, _ => "true"));
        return $"select {rows}.text, {rows}.key from ({all} order by 1, 2{dialect.ByItself}) {rows} "
            + $"where {condition($"{rows}.text")} order by 1, 2 limit {limit}";
    }

    // The empty text stands for null, which an index may leave out.
    private static string Known(Source source, string text) => source.Text.IsNullable ? $"{text} <> '' and " : "";

    private string Common(string rows)
    {
        var name = _statement.NextAlias();
        _common.Add($"{name} as materialized ({rows})");
        return name;
    }

    private string Placed(Source source, string rows) => Placed(source.Searched, source.Place, rows, text => Rank(source.Given, text, "3"));

    private string Placed(SearchedEntity searched, int place, string rows, Func<string, string> rank)
    {
        var alias = _statement.NextAlias();
        var key = dialect.TextOfKey($"{alias}.key", searched.Entity.Key.Scalar.Kind);
        return $"select {place} as place, {alias}.text, {key} as key, {rank($"{alias}.text")} as rank from ({rows}) {alias}";
    }

    private string ByEntity(Func<SearchedEntity, int, string> value) =>
        $"case g.place {string.Join(' ', _entities.Select((searched, place) => $"when {place} then {value(searched, place)}"))} end";

    private string Name(SearchedEntity searched, int place)
    {
        var table = _statement.Table(searched.Entity);
        return $"(select {table.Column(searched.Texts[0].Column)} from {table.From()} "
            + $"where {table.Column(searched.Entity.Key.Column)} = {dialect.KeyOfText("g.key", searched.Entity.Key.Scalar.Kind)})";
    }

    private string Key(SearchedEntity searched, int place)
    {
        var key = dialect.KeyOfText("g.key", searched.Entity.Key.Scalar.Kind);
        return $"case when g.place = {place} then {key} end as \"{searched.Reference.ForeignKeyColumn}\"";
    }

    // A text of an entity, the place of that among all entities, and the words that are looked for in it.
    private sealed record Source(SearchedEntity Searched, ScalarMember Text, int Place, WordPlaceholders Given);
}
