namespace IndhCoops.Functions.Reporting;

/// <summary>A province or region by its code of ISO 3166-2, with its French and Arabic names.</summary>
public sealed record Place(string Code, string Name, string NameArabic);
