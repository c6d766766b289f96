namespace IndhCoops.Functions.Reporting;

/// <summary>
/// What the grants of a province and programme pay for, each project and cooperative counted once. It does not add up over
/// programmes or months: a cooperative that has grants under two programmes would count twice.
/// </summary>
/// <param name="Projects">How many projects.</param>
/// <param name="Cooperatives">How many cooperatives.</param>
/// <param name="TotalCost">What these projects cost together in MAD; null where it is known of none.</param>
/// <param name="IndhContribution">The INDH's part in the projects whose cost is known, in MAD; null where it is known of none.</param>
public sealed record Counts(int Projects, int Cooperatives, decimal? TotalCost, decimal? IndhContribution);
