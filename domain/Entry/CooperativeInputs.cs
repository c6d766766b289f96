namespace IndhCoops.Domain.Entry;

/// <summary>A cooperative to register.</summary>
/// <param name="Name">The name.</param>
/// <param name="ProvinceCode">The ISO code of the province in which it sits, for example MA-KHE.</param>
/// <param name="Reference">The number under which your office knows it, 1 to 100 characters, once per province. Send it, and the same again
/// where no answer comes: it is not registered twice.</param>
/// <param name="NameArabic">The name in Arabic.</param>
/// <param name="RegisterNumber">Its entry in the register of cooperatives: the court and the local number.</param>
/// <param name="Ice">The common identifier of enterprises (ICE), 15 digits.</param>
/// <param name="LegalForm">The legal form, such as "coopérative" or "union de coopératives".</param>
/// <param name="Womens">Whether it is a women's cooperative; null where unknown.</param>
/// <param name="ValueChainCode">The code of its filière.</param>
/// <param name="Activity">What it makes or does, in words.</param>
/// <param name="FoundedYear">The year of its foundation.</param>
/// <param name="Exports">Whether it exports; null where unknown.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record NewCooperative(
    string Name,
    string ProvinceCode,
    string? Reference = null,
    string? NameArabic = null,
    string? RegisterNumber = null,
    string? Ice = null,
    string? LegalForm = null,
    bool? Womens = null,
    string? ValueChainCode = null,
    string? Activity = null,
    int? FoundedYear = null,
    bool? Exports = null,
    string? Note = null) : IRepeatable;

/// <summary>What to correct of a cooperative: only the fields that are given.</summary>
/// <param name="Id">The cooperative.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Name">The name.</param>
/// <param name="ProvinceCode">The ISO code of the province in which it sits.</param>
/// <param name="Reference">The number under which your office knows it, where it has none yet.</param>
/// <param name="NameArabic">The name in Arabic.</param>
/// <param name="RegisterNumber">Its entry in the register of cooperatives: the court and the local number.</param>
/// <param name="Ice">The common identifier of enterprises (ICE), 15 digits.</param>
/// <param name="LegalForm">The legal form.</param>
/// <param name="Womens">Whether it is a women's cooperative; null where unknown.</param>
/// <param name="ValueChainCode">The code of its filière.</param>
/// <param name="Activity">What it makes or does, in words.</param>
/// <param name="FoundedYear">The year of its foundation.</param>
/// <param name="Exports">Whether it exports; null where unknown.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record CooperativeCorrection(
    Guid Id,
    string Reason,
    Given<string?> Name = default,
    Given<string?> ProvinceCode = default,
    Given<string?> Reference = default,
    Given<string?> NameArabic = default,
    Given<string?> RegisterNumber = default,
    Given<string?> Ice = default,
    Given<string?> LegalForm = default,
    Given<bool?> Womens = default,
    Given<string?> ValueChainCode = default,
    Given<string?> Activity = default,
    Given<int?> FoundedYear = default,
    Given<bool?> Exports = default,
    Given<string?> Note = default);

/// <summary>A measurement to record.</summary>
/// <param name="CooperativeId">The cooperative that was measured.</param>
/// <param name="Indicator">What was measured: <c>members</c>, <c>womenMembers</c>, <c>workforce</c>, or another word.</param>
/// <param name="Value">The value, in the unit.</param>
/// <param name="Unit">The unit; of members it may be left out.</param>
/// <param name="ObservedOn">The day of the measurement; null where unknown.</param>
/// <param name="Stage">Before the support, or at the time of the source; the latter where it is left out.</param>
/// <param name="Reference">The number under which your office knows it, once per province. Without one, an indicator has one value a
/// day.</param>
public sealed record NewObservation(
    Guid CooperativeId,
    string Indicator,
    decimal Value,
    string? Unit = null,
    DateOnly? ObservedOn = null,
    Cooperatives.ObservationStage? Stage = null,
    string? Reference = null) : IRepeatable;
