namespace IndhCoops.Domain;

/// <summary>Where a row comes from, so that nobody takes a demonstration for a fact.</summary>
public enum DataSource
{
    /// <summary>Of the State: census, codes, programme documents, and what its offices import or enter.</summary>
    Official,

    /// <summary>Reported by the press, with the article as source.</summary>
    Press,

    /// <summary>Made up by the demonstration generator. Never a fact.</summary>
    Synthetic,
}
