namespace IndhCoops.Modeling;

/// <summary>A short collection that the graph gives whole, as a list and not by pages.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeAttribute : Attribute;
