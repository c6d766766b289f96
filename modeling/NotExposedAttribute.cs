namespace IndhCoops.Modeling;

/// <summary>Keeps a property out of the graph; everything else that is mapped is in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotExposedAttribute : Attribute;
