namespace IndhCoops.Domain.Programmes;

/// <summary>A phase of the INDH. What lies between phases or after them has none.</summary>
public enum Phase
{
    /// <summary>2005 to 2010.</summary>
    I,

    /// <summary>2011 to 2015.</summary>
    II,

    /// <summary>2019 to 2023; committees go on to book later projects under it.</summary>
    III,
}
