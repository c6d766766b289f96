namespace IndhCoops.Domain.DemoLedger;

/// <summary>A small generator of numbers whose sequence never changes with the runtime, unlike that of <see cref="Random"/>.</summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += Golden);

    /// <summary>From the lowest to the highest value, both included.</summary>
    public int Between(int lowest, int highest) => lowest + (int)Math.BigMul(Next(), (ulong)(highest - lowest + 1), out _);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool PerThousand(int cases) => Between(0, 999) < cases;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];
}
