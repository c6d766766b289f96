using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores;

/// <summary>What databases write alike that have lateral joins, and rows of a list with their numbers.</summary>
internal abstract class LateralDialect : SqlDialect
{
    public override string ParentOrdinal => "p.ordinal";

    public override int FirstOrdinal => 1;

    public override bool HasLateral => true;

    public override string ParentKey(ScalarKind kind) => "p.key";

    /// <remarks>PostgreSQL takes null for the highest. An index that holds null first serves both directions.</remarks>
    public override string Ordered(string expression, bool isDescending, bool isNullable) => (isDescending, isNullable) switch
    {
        (false, false) => expression,
        (true, false) => $"{expression} desc",
        (false, true) => $"{expression} nulls first",
        (true, true) => $"{expression} desc nulls last",
    };
}
