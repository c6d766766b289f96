namespace IndhCoops.Modeling;

/// <summary>Keeps a set for those who have the role for it, where everything else is open to all readers.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestrictedAttribute : Attribute;
