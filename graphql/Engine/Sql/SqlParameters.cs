using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>What a statement is given for one request.</summary>
/// <param name="ParentKeys">The parents of a nested list; empty at the root.</param>
/// <param name="Page">Which rows, per parent where there are parents.</param>
internal sealed record StatementArguments(PlanInputs Inputs, IReadOnlyCollection<object> ParentKeys, PageRequest Page)
{
    /// <summary>Those of a statement that takes nothing of a request.</summary>
    public static readonly StatementArguments None = new(new PlanInputs([], "", default), [], PageRequest.Single);

    public IReadOnlyList<object> Slots => Inputs.Slots;

    /// <summary>
    /// What a value of a client is compared as. Rows hold paths from the server's root; a client gives them as answers do.
    /// </summary>
    public object Stored(object value, ValueCodec codec) =>
        Inputs.PathBase is { Length: > 0 and var length } root && codec.Kind == ScalarKind.Path
        && value is string path && path.StartsWith(root, StringComparison.Ordinal) && path.AsSpan(length) is ['/', ..]
            ? path[length..]
            : value;
}

/// <summary>
/// Collects the parameters of a statement while it is written. No value of a client but the limit, a number, is part of its text.
/// </summary>
/// <param name="limit">The limit, where it is part of the text.</param>
internal sealed class SqlParameters(SqlDialect dialect, int? limit = null)
{
    private readonly List<Func<StatementArguments, DbParameter>> _parameters = [];
    private string? _today;

    public SqlDialect Dialect => dialect;

    public HashSet<string> Tables { get; } = [];

    public SqlStatement Statement(string text) => new(text, _parameters, [.. Tables]);

    public string Value(ValueReference value, ValueCodec codec) =>
        Add(arguments => codec.Parameter(arguments.Stored(value.Resolve(arguments.Slots), codec)));

    public string Ceiling(ValueReference value, ValueCodec codec) =>
        Add(arguments => codec.CeilingParameter(value.Resolve(arguments.Slots)));

    public string List(ValueReference values, ValueCodec codec) => Add(arguments => codec.ListParameter(codec.Kind == ScalarKind.Path
        ? [.. ((object[])values.Resolve(arguments.Slots)).Select(value => arguments.Stored(value, codec))]
        : (object[])values.Resolve(arguments.Slots)));

    public string Pattern(ValueReference value, ValueCodec column, string prefix, string suffix)
    {
        var codec = dialect.Codec(ScalarKind.Text);
        return Add(arguments =>
            codec.Parameter(prefix + Escape(TextFolding.Fold((string)arguments.Stored(value.Resolve(arguments.Slots), column))) + suffix));
    }

    public string ParentKeys(ScalarKind kind)
    {
        var codec = dialect.Codec(kind);
        return Add(arguments => codec.ListParameter(arguments.ParentKeys));
    }

    /// <summary>A sort key of the cursor after which to go on, or of the one before which to stop.</summary>
    public string Key(bool after, int key, ValueCodec codec) =>
        Add(arguments => codec.Parameter((after ? arguments.Page.After : arguments.Page.Before)[key]!));

    /// <summary>A value that is made of the text that a search looks for.</summary>
    /// <param name="kind">The kind of the value.</param>
    /// <param name="called">The words for what is looked for; null for none.</param>
    public string Search(ValueReference text, ScalarKind kind, IReadOnlySet<string>? called, Func<SearchText, object> value)
    {
        var codec = dialect.Codec(kind);
        return Add(arguments => codec.Parameter(value(SearchOf(text, arguments, called))));
    }

    /// <summary>The most results of a search; none of an empty text.</summary>
    public string SearchLimit(ValueReference text) =>
        Add(arguments => dialect.Count(SearchOf(text, arguments).IsEmpty ? 0 : arguments.Page.Limit));

    public string Today() => _today ??= Add(arguments => dialect.Codec(ScalarKind.Date).Parameter(arguments.Inputs.Today));

    public string Limit() =>
        limit is { } rows ? rows.ToString(CultureInfo.InvariantCulture) : Add(arguments => dialect.Count(arguments.Page.Limit));

    /// <summary>The text for a pattern, in which it means nothing but itself.</summary>
    public static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);

    private static SearchText SearchOf(ValueReference text, StatementArguments arguments, IReadOnlySet<string>? called = null) =>
        new((string)text.Resolve(arguments.Slots), called);

    private string Add(Func<StatementArguments, DbParameter> parameter)
    {
        _parameters.Add(parameter);
        return dialect.Placeholder(_parameters.Count);
    }
}

/// <summary>A statement of a plan: fixed text, and what makes its parameters for a request.</summary>
/// <param name="Parameters">Makes the parameters in their order.</param>
internal sealed record SqlStatement(
    string Text, IReadOnlyList<Func<StatementArguments, DbParameter>> Parameters, IReadOnlyList<string> Tables);
