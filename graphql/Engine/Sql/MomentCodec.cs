namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>
/// Carries moments as whole microseconds, which is what databases hold. Clients may give a seventh digit: such a moment lies between
/// two that a row can have, and is compared by one or the other of them.
/// </summary>
/// <param name="epoch">The moment from which the database counts.</param>
internal abstract class MomentCodec(DateTimeOffset epoch) : ValueCodec(ScalarKind.DateTime)
{
    public sealed override bool IsRounded => true;

    public sealed override DbParameter Parameter(object value) => Parameter(Floor(value));

    public sealed override DbParameter CeilingParameter(object value) => Parameter(Ceiling(value));

    public sealed override DbParameter ListParameter(IReadOnlyCollection<object> values) =>
        ListParameter(values.Where(value => Floor(value) == Ceiling(value)).Select(Floor));

    protected abstract DbParameter Parameter(long microseconds);

    protected abstract DbParameter ListParameter(IEnumerable<long> microseconds);

    /// <summary>The moment that a number stands for.</summary>
    protected DateTimeOffset Moment(long microseconds) => epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private long Floor(object value)
    {
        var (microseconds, rest) = Math.DivRem(((DateTimeOffset)value - epoch).Ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? microseconds - 1 : microseconds;
    }

    private long Ceiling(object value) =>
        Floor(value) + (((DateTimeOffset)value - epoch).Ticks % TimeSpan.TicksPerMicrosecond == 0 ? 0 : 1);
}
