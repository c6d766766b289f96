namespace IndhCoops.Modeling;

/// <summary>How many people live in a territory: sums of groups by the territory are given per inhabitant too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InhabitantsAttribute : Attribute;
