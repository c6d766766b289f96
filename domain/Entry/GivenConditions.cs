namespace IndhCoops.Domain.Entry;

/// <summary>Conditions on values that may be left out.</summary>
internal static class GivenConditions
{
    /// <summary>A value that may be left out, but not taken away.</summary>
    public static Given<T> OrRefused<T>(this Given<T> given, string field) =>
        given is { IsGiven: true, Value: null } ? throw EntryRules.Refused(field, $"must not be empty") : given;
}
