namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Checks the values of a document when it is planned, and those of its variables with every request.</summary>
internal sealed class ValueChecks
{
    // Well below what either database takes (SQLite 32,766 parameters, PostgreSQL 65,535); a moment takes two, a list of values counts as
    // one.
    private const int MaxValues = 10_000;

    private int _count;

    /// <summary>Throws <see cref="GraphFieldException"/> where the values of a request make no sense; null where none can.</summary>
    public Action<IReadOnlyList<object>>? Check { get; private set; }

    /// <summary>Counts a value that becomes a parameter.</summary>
    /// <exception cref="GraphFieldException">There are too many.</exception>
    public void Add()
    {
        if (++_count > MaxValues)
        {
            throw new GraphFieldException($"The filter compares more than {MaxValues} values; give many values as one list, by `in`.");
        }
    }

    /// <summary>Has a value checked: now, where the document gives it, and with every request, where a variable does.</summary>
    public void Require(ValueReference value, Action<object> check)
    {
        if (value.IsConstant)
        {
            check(value.Resolve([]));
        }
        else
        {
            Check += slots => check(value.Resolve(slots));
        }
    }
}
