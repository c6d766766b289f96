namespace IndhCoops.Domain.Intake.Values;

/// <summary>
/// Checks the common identifier of enterprises: nine digits of the enterprise, four of the establishment, and two that make the whole
/// divisible by 97.
/// </summary>
internal static class Ice
{
    public const int Length = 15;

    public static bool IsSound(string digits)
    {
        var rest = 0;
        foreach (var digit in digits)
        {
            rest = ((rest * 10) + (digit - '0')) % 97;
        }

        return rest == 0 && digits.AsSpan().ContainsAnyExcept('0');
    }
}
