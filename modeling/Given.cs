namespace IndhCoops.Modeling;

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
