namespace IndhCoops.Domain.Files.Parquet;

/// <summary>What the values of a column are.</summary>
public enum ParquetValue
{
    /// <summary>Texts; whatever else is given is written as its text.</summary>
    Text,

    /// <summary>Whole numbers of 32 bits.</summary>
    Whole,

    /// <summary>Whole numbers of 64 bits.</summary>
    Long,

    /// <summary>Exact decimals.</summary>
    Exact,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Moments (<see cref="DateTimeOffset"/>), kept to the microsecond in UTC.</summary>
    Moment,
}

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What its values are.</param>
/// <param name="IsRequired">Whether none is null.</param>
/// <param name="Precision">For exact decimals: how many digits they have at most. Readers keep 18 in a 64-bit number.</param>
/// <param name="Scale">For exact decimals: how many of the digits are decimals.</param>
public sealed record ParquetColumn(string Name, ParquetValue Value, bool IsRequired = false, int Precision = 18, int Scale = 2);
