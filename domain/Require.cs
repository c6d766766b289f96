using System.Numerics;
using System.Runtime.CompilerServices;

namespace IndhCoops.Domain;

/// <summary>The conditions that rows of every room share.</summary>
internal static class Require
{
    public static string Text(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return value;
    }

    public static T? NotNegative<T>(T? value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, INumber<T>
    {
        if (value is { } given && T.IsNegative(given))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must not be negative.");
        }

        return value;
    }

    /// <summary>An amount in whole centimes: a third decimal would be lost in storage, so it is refused.</summary>
    public static decimal Centimes(decimal amount, [CallerArgumentExpression(nameof(amount))] string? name = null) =>
        IsInCentimes(amount)
            ? amount
            : throw new ArgumentOutOfRangeException(name, amount, "An amount has at most two decimals and twelve digits before them.");

    public static bool IsInCentimes(decimal amount) => decimal.Round(amount, 2) == amount && Math.Abs(amount) < 1_000_000_000_000m;

    public static decimal? Amount(decimal? amount, [CallerArgumentExpression(nameof(amount))] string? name = null) =>
        NotNegative(amount, name) is { } given ? Centimes(given, name) : null;

    public static (T? First, T? Last) InOrder<T>(T? first, T? last, string name)
        where T : struct, IComparable<T>
    {
        if (first is { } start && last is { } end && start.CompareTo(end) > 0)
        {
            throw new ArgumentException($"The beginning ({first}) lies after the end ({last}).", name);
        }

        return (first, last);
    }
}
