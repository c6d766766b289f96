using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>
/// What requests may cost and what things weigh, in the configuration's section <see cref="Section"/>; the defaults are HotChocolate's
/// where it has one.
/// </summary>
internal sealed class CostOptions
{
    public const string Section = "Cost";

    /// <summary>The most that the work behind an operation's fields and arguments may cost.</summary>
    [Range(0, double.MaxValue)]
    public double MaxFieldCost { get; set; } = 1_000;

    /// <summary>The most that the objects of an answer may cost.</summary>
    [Range(0, double.MaxValue)]
    public double MaxTypeCost { get; set; } = 1_000;

    /// <summary>Whether operations that cost more are refused.</summary>
    public bool EnforceCostLimits { get; set; } = true;

    /// <summary>What a field weighs that asks the database.</summary>
    internal double DefaultResolverCost { get; set; } = 10;

    /// <summary>What a filter weighs, whatever is in it.</summary>
    internal double DefaultFilterArgumentCost { get; set; } = 10;

    /// <summary>What each condition of a filter weighs.</summary>
    internal double DefaultFilterOperationCost { get; set; } = 10;

    /// <summary>
    /// What each condition weighs that looks into texts, and each time that a list is aggregated for a condition or a sort key.
    /// </summary>
    internal double DefaultExpensiveFilterOperationCost { get; set; } = 20;

    /// <summary>What an order weighs, whatever is in it.</summary>
    internal double DefaultSortArgumentCost { get; set; } = 10;

    /// <summary>What each sort key weighs.</summary>
    internal double DefaultSortOperationCost { get; set; } = 10;

    /// <summary>What totals weigh, for each row around them: one statement answers them for all of these rows.</summary>
    internal double TotalsCost { get; set; } = 1;

    /// <summary>
    /// What a group weighs, with all that is selected of it. A group is a line of one statement's answer, with nothing below it that is
    /// read for each: a list of all that a client may ask for, a thousand by default, costs as a hundred rows do.
    /// </summary>
    internal double GroupCost { get; set; } = 0.1;
}
