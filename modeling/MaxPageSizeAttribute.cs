namespace IndhCoops.Modeling;

/// <summary>Lets one page hold all rows of a small set, such as the 75 provinces, where the setting for all lists allows fewer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxPageSizeAttribute(int rows) : Attribute
{
    /// <summary>The largest page.</summary>
    public int Rows { get; } = rows;
}
