namespace IndhCoops.Modeling;

/// <summary>
/// A property that the graph computes as one amount divided by another: it has four decimals, and its SQL gives it as the database holds a
/// mean. Ratios are not added up: that of many rows is the ratio of two sums.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RatioAttribute : Attribute;
