namespace IndhCoops.Domain.Entry;

/// <summary>A value that may be left out: a correction changes only what is given, and null is a value.</summary>
public readonly record struct Given<T>
{
    private Given(T value) => (Value, IsGiven) = (value, true);

    /// <summary>Whether it is given.</summary>
    public bool IsGiven { get; }

    /// <summary>The value; the type's default where none is given.</summary>
    public T? Value { get; }

    /// <summary>A value that is given.</summary>
    public static implicit operator Given<T>(T value) => new(value);
}

/// <summary>Conditions on values that may be left out.</summary>
internal static class GivenConditions
{
    /// <summary>A value that may be left out, but not taken away.</summary>
    public static Given<T> OrRefused<T>(this Given<T> given, string field) =>
        given is { IsGiven: true, Value: null } ? throw EntryRules.Refused(field, $"must not be empty") : given;
}
