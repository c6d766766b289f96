namespace IndhCoops.Domain.Entry;

/// <summary>Why an entry or a correction is refused.</summary>
public enum EntryRefusal
{
    /// <summary>There is no such province.</summary>
    UnknownProvince,

    /// <summary>There is no such programme.</summary>
    UnknownProgramme,

    /// <summary>There is no such filière.</summary>
    UnknownValueChain,

    /// <summary>There is no such cooperative.</summary>
    UnknownCooperative,

    /// <summary>There is no such project.</summary>
    UnknownProject,

    /// <summary>There is no such grant.</summary>
    UnknownGrant,

    /// <summary>A value is none that its field may have.</summary>
    Value,

    /// <summary>A correction says not why.</summary>
    Reason,

    /// <summary>The reference is none, or the province has given it to another row.</summary>
    Reference,

    /// <summary>The province has a cooperative of this name, and no reference tells the two apart.</summary>
    SameName,

    /// <summary>The award lies outside the years of its programme without a note, or movements lie before it.</summary>
    AwardedOn,

    /// <summary>The token is confined to other provinces.</summary>
    Territory,
}

/// <summary>An entry or a correction is refused.</summary>
public sealed class EntryRefusedException(EntryRefusal reason, string message, Exception? innerException = null)
    : RefusedException(reason.ToString(), message, innerException)
{
    /// <summary>Why.</summary>
    public EntryRefusal Reason { get; } = reason;
}
