namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>How a value is carried between a database and the graph.</summary>
/// <param name="IsMean">Whether it is a mean or a ratio, which has more decimals than what it is of.</param>
/// <param name="Entity">For keys that clients see as global ids: whose; null for everything else.</param>
internal readonly record struct ValueForm(ScalarKind Kind, bool IsMean = false, string? Entity = null)
{
    public static ValueForm Of(ScalarType scalar) => new(scalar.Kind, scalar.IsRatio, scalar.Entity);

    /// <summary>For exact numbers: how many decimals it has at most.</summary>
    public int Scale => IsMean ? 4 : 2;
}

/// <summary>A value that a statement reads, compares or sorts by.</summary>
/// <param name="Form">How it is carried. It follows from what a term is made of, so a term of something else is a new one.</param>
internal abstract record Term(ValueForm Form);

/// <summary>A column of a row.</summary>
/// <param name="Route">Leads to the row; through references only.</param>
/// <param name="Expression">The SQL that computes it from the columns of its row, where no column holds it.</param>
internal sealed record Column(Route Route, string Name, ScalarKind Kind, string? Expression = null, bool IsRatio = false)
    : Term(new ValueForm(Kind, IsRatio))
{
    /// <summary>
    /// A member's column. One value has one column: the key of a referenced row is read from the foreign key, without a join, and the
    /// values of an object from the row that it is part of.
    /// </summary>
    public static Column Of(Route route, ScalarMember member) => route switch
    {
        { Member: ReferenceMember reference } when reference.Target.IsKey(member) =>
            new(route.Above!, reference.ForeignKeyColumn, member.Scalar.Kind),
        { Member: EmbeddedMember } => new(route.Above!, member.Column, member.Scalar.Kind, member.Expression),
        _ => new(route, member.Column, member.Scalar.Kind, member.Expression, member.Scalar.IsRatio),
    };

    /// <summary>The column with the folded form of a member's text.</summary>
    public static Column SearchOf(Route route, ScalarMember member) =>
        new(route.Member is EmbeddedMember ? route.Above! : route, member.SearchColumn!, ScalarKind.Text);
}

/// <summary>The folded form of a text that may be null: the column that holds it never is.</summary>
internal sealed record Folded(Column Text, Column Search) : Term(Text.Form)
{
    /// <summary>A member's value as people sort it: a text in its folded form, anything else as it is.</summary>
    public static Term Of(Route route, ScalarMember member) =>
        member.SearchColumn is null ? Column.Of(route, member)
        : member.IsNullable ? new Folded(Column.Of(route, member), Column.SearchOf(route, member))
        : Column.SearchOf(route, member);
}

/// <summary>An element of a list of texts.</summary>
/// <param name="IsFolded">Whether in its folded form.</param>
internal sealed record Element(bool IsFolded) : Term(new ValueForm(ScalarKind.Text));

/// <summary>The first day of the period that a day or moment lies in.</summary>
internal sealed record PeriodStart(Term Of, string Period) : Term(Of.Form);

/// <summary>The multiple of a width at or below a number.</summary>
internal sealed record BucketStart(Term Of, ValueReference Width)
    : Term(Of.Form.Kind == ScalarKind.Int ? new ValueForm(ScalarKind.Long) : Of.Form);

/// <summary>The number of rows, or where a term is given, of its values that are not null.</summary>
internal sealed record Count(Term? Of = null) : Term(new ValueForm(ScalarKind.Long));

/// <summary>What a function gives of a term's values.</summary>
internal sealed record Aggregate(AggregateFunction Function, Term Of) : Term(
    Function == AggregateFunction.Average ? new ValueForm(ScalarKind.Decimal, IsMean: true)
    : Function == AggregateFunction.CountDistinct ? new ValueForm(ScalarKind.Long)
    : new ValueForm(Function.ResultOf(Of.Form.Kind)!.Value, Of.Form.IsMean));

/// <summary>What a function gives of the rows that a row's list has.</summary>
/// <param name="OwnerKey">The key of the row that owns it.</param>
/// <param name="Where">Which rows of the list; null for all.</param>
/// <param name="Value">The function: a count or an aggregate, on a row of the list.</param>
internal sealed record ListAggregate(CollectionMember List, Column OwnerKey, Condition? Where, Term Value) : Term(Value.Form);

/// <summary>The folded form of a text that a group's rows have in common.</summary>
internal sealed record CommonText(Term Folded) : Term(Folded.Form);

/// <summary>The mean of values of which parts were summed and counted.</summary>
/// <param name="Count">Their numbers.</param>
internal sealed record MeanOfParts(PartValue Sum, PartValue Count, ScalarKind Kind) : Term(new ValueForm(ScalarKind.Decimal, IsMean: true));

/// <summary>A sum per inhabitant.</summary>
/// <param name="Inhabitants">How many people live in the group's territory.</param>
internal sealed record PerCapita(Term Sum, Term Inhabitants, ScalarKind Kind) : Term(new ValueForm(ScalarKind.Decimal, IsMean: true));

/// <summary>The number of rows of all parts, of which there may be none.</summary>
/// <param name="Count">Their numbers.</param>
internal sealed record CountOfParts(PartValue Count) : Term(Count.Form);

/// <summary>The number of different values that all rows of an entity have, counted apart from everything else.</summary>
internal sealed record DistinctCount(EntityDescription Entity, Term Of) : Term(new ValueForm(ScalarKind.Long));

/// <summary>The sum of a group's value over all groups, those that conditions leave out too.</summary>
internal sealed record Whole(Term Part) : Term(Part.Form);

/// <summary>A value of a group, once groups are made.</summary>
internal sealed record GroupValue(int Position, ValueForm Form) : Term(Form);

/// <summary>A value of a part: groups that are put together to larger ones.</summary>
internal sealed record PartValue(int Position, ValueForm Form) : Term(Form);

/// <summary>A value of the reference data that parts are joined to.</summary>
internal sealed record LeadValue(int Lead, Term Of) : Term(Of.Form);
