namespace IndhCoops.SignIn;

/// <summary>Somebody to sign in as.</summary>
/// <param name="Id">Their name in tokens (<c>sub</c>).</param>
/// <param name="Name">Their name on pages.</param>
/// <param name="May">What they may do, in words.</param>
/// <param name="Roles">Their roles, by the names that the server knows them by unless it is told others.</param>
internal sealed record LocalUser(string Id, string Name, string May, params string[] Roles)
{
    /// <summary>Those who are ready.</summary>
    public static IReadOnlyList<LocalUser> All { get; } =
    [
        new("clerk", "Salma (clerk)", "imports files, enters and corrects data", "Data.Import", "Data.Enter", "Data.Correct"),
        new("accountant", "Idriss (accountant)", "records payments", "Movements.Record"),
        new(
            "clerk-khemisset", "Hajar (clerk of Khémisset)",
            "imports files, enters data and records payments, in the province of Khémisset only", "Data.Import", "Data.Enter",
            "Movements.Record")
        {
            Provinces = ["MA-KHE"],
        },
        new("auditor", "Yassine (auditor)", "reads who wrote what", "Changes.Read"),
        new("reader", "Nour (reader)", "has no right but to read"),
        new(
            "clerk-in-a-hurry", "Anas (clerk in a hurry)", "as Salma and Idriss, but the session ends after twenty seconds", "Data.Import",
            "Movements.Record")
        {
            Lifetime = TimeSpan.FromSeconds(20),
        },
    ];

    /// <summary>The provinces that they are confined to; null for all.</summary>
    public IReadOnlyList<string>? Provinces { get; init; }

    /// <summary>How long their session lasts; null for as long as everybody's.</summary>
    public TimeSpan? Lifetime { get; init; }
}
