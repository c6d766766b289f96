using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What requests may cost, in the configuration's section <see cref="Section"/>; the defaults are HotChocolate's.</summary>
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
}
