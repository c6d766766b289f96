using System.Globalization;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Which demonstration a database holds, as its fingerprint says it.</summary>
/// <param name="Version">The version of the generator.</param>
/// <param name="Seed">What all of it was drawn from.</param>
/// <param name="Cooperatives">How many cooperatives; 0 where none are wanted.</param>
internal sealed record DemoState(string Version, ulong Seed, int Cooperatives)
{
    /// <summary>Reads a fingerprint; null where there was never a demonstration.</summary>
    public static DemoState? Read(string? fingerprint) =>
        fingerprint?.Split(':') is [var version, var seed, var cooperatives]
            ? new DemoState(version, ulong.Parse(seed, CultureInfo.InvariantCulture), int.Parse(cooperatives, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The fingerprint.</summary>
    public override string ToString() => FormattableString.Invariant($"{Version}:{Seed}:{Cooperatives}");
}
