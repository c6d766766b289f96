namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Whose list is read: its rows are read for all owners at once.</summary>
/// <param name="Path">The references that lead from a row of the list to its owner; none where the row itself has the key.</param>
/// <param name="KeyKind">What kind of values the owners' keys are.</param>
internal sealed record Owner(ValueList<ReferenceMember> Path, ScalarKind KeyKind)
{
    public static Owner Of(CollectionMember list) => new([.. list.PathToOwner], list.PathToOwner[^1].Target.Key.Scalar.Kind);
}

/// <summary>One key of an order.</summary>
/// <param name="Term">What is sorted by.</param>
/// <param name="IsNullable">Whether it may be null, which is lower than every value.</param>
/// <param name="Path">Where it stands, from the entity.</param>
internal sealed record SortKey(Term Term, bool IsDescending, bool IsNullable, string Path);

/// <summary>Rows of an entity: whose, which, in what order, and what is read of each.</summary>
/// <param name="Owner">Whose list it is; null at the root.</param>
/// <param name="Order">The order; no two rows share all keys.</param>
internal sealed record Relation(EntityDescription Entity, Owner? Owner, Condition? Where, ValueList<SortKey> Order, ValueList<Term> Columns)
{
    /// <summary>What the list is better read by; null where nothing is.</summary>
    public Lead? Lead { get; init; }

    /// <summary>Whether rows of several owners are read, each behind the position of its owner.</summary>
    public bool IsNested => Owner is not null;
}

/// <summary>Reference data that a list is read by: a page of each of its rows that match, merged.</summary>
/// <param name="Reference">Leads to the reference data.</param>
/// <param name="Where">What is asked of it.</param>
internal sealed record Lead(ReferenceMember Reference, Condition Where);

/// <summary>A column of groups.</summary>
/// <param name="IsKey">Whether rows are grouped by it.</param>
internal sealed record GroupColumn(Term Term, bool IsKey, bool IsNullable);

/// <summary>How groups are made.</summary>
internal abstract record Grouping(ValueList<GroupColumn> Columns);

/// <summary>Groups of rows.</summary>
internal sealed record RowGrouping(
    EntityDescription Entity, Owner? Owner, Condition? Where, ValueList<GroupColumn> Columns) : Grouping(Columns);

/// <summary>Groups of groups: rows by the codes of reference data, then those few by what the reference data says.</summary>
/// <param name="Parts">The groups by codes.</param>
/// <param name="Leads">The reference data that they are joined to.</param>
internal sealed record LedGrouping(RowGrouping Parts, ValueList<GroupLead> Leads, ValueList<GroupColumn> Columns) : Grouping(Columns)
{
    /// <summary>
    /// The order in which the first parts are the first groups, so that no others are joined; null where more parts are needed.
    /// </summary>
    public ValueList<SortKey>? FirstParts { get; init; }
}

/// <summary>Reference data that groups are joined to by its code.</summary>
/// <param name="Reference">Leads to it.</param>
/// <param name="Code">The code, among the values of a part.</param>
/// <param name="IsOptional">Whether a part may have no code.</param>
internal sealed record GroupLead(ReferenceMember Reference, PartValue Code, bool IsOptional);

/// <summary>A list of groups.</summary>
/// <param name="Owner">Whose rows are grouped; null at the root.</param>
/// <param name="Order">Their order; no two groups share all keys.</param>
/// <param name="ReadsKeys">Whether the sort keys are read too, behind the columns: for cursors.</param>
internal sealed record Groups(Grouping Grouping, Owner? Owner, Condition? Having, ValueList<SortKey> Order, bool ReadsKeys);

/// <summary>
/// A list of groups, of which each row carries the totals over all of them too; where there is no group, a row of totals alone.
/// </summary>
/// <param name="Count">Which column of a group is its number of rows, which is null where there is no group.</param>
internal sealed record GroupsWithTotals(EntityDescription Entity, Groups Groups, ValueList<Term> Totals, int Count);
