namespace IndhCoops.Modeling;

/// <summary>Keeps a set for those who have a role for it, where everything else is open to all readers.</summary>
/// <param name="restriction">For whom.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestrictedAttribute(Restriction restriction) : Attribute
{
    /// <summary>For whom.</summary>
    public Restriction Restriction { get; } = restriction;
}

/// <summary>Who may read something. Each value lets in fewer than the one before it, and who may read the last may read all.</summary>
public enum Restriction
{
    /// <summary>Every reader.</summary>
    None,

    /// <summary>Those who work with the data: they have a role that writes such rows.</summary>
    Internal,

    /// <summary>Those who have a role for it alone.</summary>
    Confidential,
}
