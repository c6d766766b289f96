namespace IndhCoops.Domain;

/// <summary>Where a row comes from, so that nobody takes a demonstration for a fact.</summary>
public enum DataSource
{
    /// <summary>Published by the State: census, codes, programme documents.</summary>
    Official,

    /// <summary>Reported by the press, with the article as source.</summary>
    Press,

    /// <summary>Made up by the demonstration generator. Never a fact.</summary>
    Synthetic,
}
