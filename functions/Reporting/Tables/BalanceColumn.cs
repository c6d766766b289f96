namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>Text, a <see cref="string"/>.</summary>
    Text,

    /// <summary>A day, a <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A whole number, an <see cref="int"/>.</summary>
    Integer,

    /// <summary>MAD to the centime, a <see cref="decimal"/>.</summary>
    Amount,

    /// <summary>Yes or no, a <see cref="bool"/>.</summary>
    Flag,
}

/// <summary>A column of the balances, said once for every format.</summary>
/// <param name="Name">Its name for programs, in snake_case.</param>
/// <param name="Heading">Its name for people, in French.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Required">Whether every balance has a value.</param>
/// <param name="Description">What it says, in French.</param>
/// <param name="DescriptionEnglish">What it says, in English.</param>
/// <param name="Value">Its value for a balance of a report; null where it is unknown.</param>
public sealed record BalanceColumn(
    string Name,
    string Heading,
    ColumnType Type,
    bool Required,
    string Description,
    string DescriptionEnglish,
    Func<MonthReport, BalanceLine, object?> Value)
{
    /// <summary>The only values that a text may have; null where any may stand.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
