using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>What differs between the databases. Everything else about a statement is written once.</summary>
internal abstract class SqlDialect
{
    public abstract ValueCodec Codec(ScalarKind kind);

    internal ValueCodec Codec(ValueForm form) =>
        form.Entity is { } entity ? new GlobalIdCodec(entity, Codec(form.Kind))
        : form.IsMean ? AverageCodec
        : Codec(form.Kind);

    /// <summary>The placeholder of the n-th parameter, counted from one.</summary>
    public abstract string Placeholder(int position);

    /// <summary>A condition that an expression is one of the values of a list parameter.</summary>
    public abstract string IsOneOf(string expression, string listPlaceholder, ScalarKind kind);

    public abstract string IsLike(string expression, string pattern);

    /// <summary>A key of an <c>order by</c> list, in which null is lower than every value.</summary>
    public abstract string Ordered(string expression, bool isDescending, bool isNullable);

    /// <summary>The elements of a text list as rows of <c>value</c> and <c>search</c>.</summary>
    public abstract string Elements(string listExpression, string searchListExpression, string name);

    /// <summary>The elements of a folded text list of a table that stands before, as rows of <c>value</c>.</summary>
    public virtual string FoldedElements(string searchListExpression, string name) => $"unnest({searchListExpression}) as {name}(value)";

    /// <summary>The parents' keys as rows; see <see cref="ParentKey"/> and <see cref="ParentOrdinal"/>.</summary>
    public abstract string Parents(string listPlaceholder);

    /// <summary>The key in a row of <see cref="Parents"/>.</summary>
    public abstract string ParentKey(ScalarKind kind);

    /// <summary>
    /// The position of a parent in a row of <see cref="Parents"/>; positions start where <see cref="FirstOrdinal"/> says.
    /// </summary>
    public abstract string ParentOrdinal { get; }

    public abstract int FirstOrdinal { get; }

    /// <summary>A function over the values of a column that are not null.</summary>
    public string Aggregate(AggregateFunction function, string expression, ScalarKind kind) => function.Name switch
    {
        "sum" => Sum(expression, kind),
        "avg" => Mean(Sum(expression, kind), $"count({expression})", kind),
        "countDistinct" => $"count(distinct {expression})",
        _ => $"{function.Name}({expression})",
    };

    /// <summary>
    /// The mean to four decimals, half away from zero, of values of which the sum and the number are known; null of none.
    /// </summary>
    public abstract string Mean(string sum, string count, ScalarKind kind);

    /// <summary>Carries what <see cref="Mean"/> gives.</summary>
    protected abstract ValueCodec AverageCodec { get; }

    /// <summary>The sum of a column over the groups of a window, of the column's own kind.</summary>
    public abstract string Whole(string expression, string window, ScalarKind kind);

    /// <summary>The first day of the period that a day or moment (in UTC) lies in.</summary>
    public abstract string PeriodStart(string expression, ScalarKind kind, string period);

    /// <summary>The multiple of a width at or below a number.</summary>
    public abstract string BucketStart(string expression, string width, ScalarKind kind);

    /// <summary>The exact sum, as wide as it takes.</summary>
    protected abstract string Sum(string expression, ScalarKind kind);

    /// <summary>Whether a subquery in <c>from</c> may refer to what stands before it (<c>lateral</c>).</summary>
    public abstract bool HasLateral { get; }

    /// <summary>Whether the planner has to read the limit of a page in the text of its statement.</summary>
    public virtual bool WritesLimits => false;

    /// <summary>The column of every table that finds a row sooner than its key does, where there are no lateral joins.</summary>
    public virtual string RowAddress => "";

    /// <summary>Whether the database makes a join of <c>exists</c> where that is faster; one that does not looks row by row.</summary>
    public virtual bool JoinsExists => true;

    /// <summary>Whether <c>(a, b) &gt; (x, y)</c> is unknown where a null decides.</summary>
    public virtual bool HasRowComparison => true;

    /// <summary>
    /// Whether rows are grouped by keys before they are joined to what the keys lead to: no index leads there one by one.
    /// </summary>
    public virtual bool JoinsLate => false;

    /// <summary>Whether a computed member is a column of its own.</summary>
    public virtual bool StoresComputedMembers => false;

    /// <summary>
    /// The number of a period, by which rows are grouped faster than by its first day, and from which <see cref="PeriodStart"/> is
    /// computed; null where there is none.
    /// </summary>
    public virtual string? PeriodNumber(string expression, ScalarKind kind, string period) => null;

    /// <summary>The column in which a row carries one of the row that it refers to; null where it does not.</summary>
    public virtual string? Carried(EntityDescription entity, ReferenceMember reference, string column) => null;

    /// <summary>The column that numbers the different values of another, by which they are counted faster; null for none.</summary>
    public virtual string? NumbersOf(EntityDescription entity, string column) => null;

    /// <summary>Whether a statement failed because a sum is greater than the database can hold.</summary>
    public abstract bool IsOverflow(DbException exception);

    /// <summary>A key as text, so that keys of several kinds stand in one column; see <see cref="KeyOfText"/>.</summary>
    public virtual string TextOfKey(string expression, ScalarKind kind) =>
        kind == ScalarKind.Text ? expression : $"cast({expression} as text)";

    /// <summary>The key that <see cref="TextOfKey"/> made a text.</summary>
    public virtual string KeyOfText(string expression, ScalarKind kind) =>
        kind == ScalarKind.Uuid ? $"cast({expression} as uuid)" : expression;

    /// <summary>What separates words in folded texts, beside the space.</summary>
    protected static string WordSeparators => SearchText.Separators;

    /// <summary>A condition that a word of a folded text begins as <see cref="WordPattern"/> says.</summary>
    public virtual string HasWord(string expression, string pattern) =>
        IsLike(
            $"' ' || translate({expression}, '{SearchText.Separators.Replace("'", "''", StringComparison.Ordinal)}', "
                + $"'{new string(' ', SearchText.Separators.Length)}')",
            pattern);

    /// <summary>The pattern of texts in which a word begins so; of all texts for the empty word.</summary>
    public virtual string WordPattern(string word) => word.Length == 0 ? "%" : $"% {SqlParameters.Escape(word)}%";

    /// <summary>What ends a subquery that is read as it stands, whatever is asked of its rows outside.</summary>
    public virtual string ByItself => "";

    /// <summary>
    /// A condition on a folded text that an index of its words answers: each of the words that <see cref="WordIndexQuery"/> was given
    /// begins one of its words; null on a database that keeps no such index.
    /// </summary>
    public virtual string? IsInWordIndex(string expression, string queryPlaceholder) => null;

    /// <summary>What <see cref="IsInWordIndex"/> is asked.</summary>
    public virtual string WordIndexQuery(IReadOnlyList<string> words) => "";

    public DbParameter Count(int rows) => Codec(ScalarKind.Int).Parameter(rows);
}
