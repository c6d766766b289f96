namespace IndhCoops.Domain.Balances;

/// <summary>A strike: one run that computed balances from the ledger and changed some, and what the ledger looked like then.</summary>
public sealed class Strike
{
    private Strike()
    {
    }

    /// <summary>Counts up from 1.</summary>
    public int Number { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset StruckAt { get; private set; }

    /// <summary>How many movements the ledger held.</summary>
    public int Movements { get; private set; }

    /// <summary>When the last of them was entered, UTC; null for an empty ledger.</summary>
    public DateTimeOffset? LastRecordedAt { get; private set; }

    /// <summary>Grants that no movement commits, such as those whose date is unknown: they are in no balance.</summary>
    public int UncommittedGrants { get; private set; }

    /// <summary>The amount of the grants that no movement commits, in MAD.</summary>
    public decimal UncommittedAmount { get; private set; }

    /// <summary>Movements that take effect after the last month that was struck: they are in no balance yet.</summary>
    public int LaterMovements { get; private set; }
}
