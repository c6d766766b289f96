namespace IndhCoops.Load;

/// <summary>What came of a request.</summary>
internal enum Outcome
{
    /// <summary>The right answer, whole.</summary>
    Right,

    /// <summary>The answer that the client has is still the right one.</summary>
    NotModified,

    /// <summary>503 with Retry-After and a reason in JSON.</summary>
    Later,

    /// <summary>The connection was refused or broke off, or the answer ended before its end.</summary>
    Broken,

    /// <summary>Anything else.</summary>
    Wrong,
}

/// <summary>The right answer to a question, taken while nothing else was going on.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Tag">Its tag; null where it has none.</param>
internal sealed record Answer(ReadOnlyMemory<byte> Body, string? Tag);
