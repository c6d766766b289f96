namespace IndhCoops.Domain.Grants;

/// <summary>What a movement must be, and how its refusal is put into words. Amounts are in MAD.</summary>
internal static class MovementRules
{
    // The envelope of phase III, the largest there was, in MAD (18 thousand million; Nador's bilan, 2023). What the ledger holds, it holds
    // for ever: a sum mistyped by some digits would be in every balance after it, and one that no balance can hold would end them all.
    internal const decimal Most = 18_000_000_000m;

    // The most characters of a reason.
    private const int MaxReason = 4000;

    /// <summary>Checks what can be checked without the ledger.</summary>
    public static void CheckAmount(MovementKind kind, decimal amount)
    {
        if (!Require.IsInCentimes(amount))
        {
            throw Refused(
                MovementRefusal.Amount,
                $"{amount} MAD is not an amount that the ledger holds: give at most two decimals and twelve digits before them.");
        }

        if (!Movement.Allows(kind, amount))
        {
            throw Refused(
                MovementRefusal.Amount,
                $"The amount of {Named(kind)} cannot be {amount} MAD: give one above zero. ",
                "Only an amendment may be below it, to lower what is promised.");
        }

        if (Math.Abs(amount) > Most)
        {
            throw Refused(
                MovementRefusal.Amount,
                $"{amount:0.00} MAD is more than the INDH had for the whole of a phase ({Most:0} MAD): ",
                "give the amount of this movement alone.");
        }
    }

    /// <summary>Checks the day. What the ledger holds, it holds for ever: a mistyped year would stay.</summary>
    /// <param name="grant">The grant, with its programme.</param>
    /// <param name="firstYear">The year in which the INDH began; null where the phases are not loaded.</param>
    /// <param name="lastDay">The last day on which a movement that is recorded now may take effect.</param>
    public static void CheckDay(DateOnly day, Grant grant, int? firstYear, DateOnly lastDay)
    {
        if (day.Year < firstYear)
        {
            throw Refused(
                MovementRefusal.EffectiveOn,
                $"{day:yyyy-MM-dd} lies before the INDH, which began in {firstYear}: give the day on which the movement takes effect.");
        }

        if (day < grant.AwardedOn)
        {
            throw Refused(
                MovementRefusal.EffectiveOn,
                $"{day:yyyy-MM-dd} lies before the award of grant {grant.Id} on {grant.AwardedOn:yyyy-MM-dd}: ",
                "give that day or a later one.");
        }

        // An award outside the years of its programme is explained in its note.
        if (grant is { AwardedOn: null, Programme: { } programme } && day.Year < programme.StartYear)
        {
            throw Refused(
                MovementRefusal.EffectiveOn,
                $"{day:yyyy-MM-dd} lies before programme {programme.Code}, under which grant {grant.Id} was made ",
                $"and which began in {programme.StartYear}: give a day from then on.");
        }

        if (day > lastDay)
        {
            throw Refused(
                MovementRefusal.EffectiveOn,
                $"{day:yyyy-MM-dd} lies too far ahead: the last day that may be given today is {lastDay:yyyy-MM-dd} ",
                $"(setting {LedgerOptions.Section}__{nameof(LedgerOptions.DaysAhead)}).");
        }
    }

    /// <summary>Why a day is refused that seemed right here.</summary>
    public static MovementRefusedException DayRefusedByDatabase(DateOnly day, Exception cause) => Refused(
        MovementRefusal.EffectiveOn,
        $"{day:yyyy-MM-dd} lies too far ahead by the clock of the database, which differs from this program's: ",
        "give an earlier day, or record the movement later.",
        cause);

    /// <summary>Why the ledger of a grant does not bear a movement, and when it would.</summary>
    public static MovementRefusedException Overdrawn(NewMovement movement, GrantLedger ledger, DateOnly lastDay, Exception cause)
    {
        var fit = ledger.Fit(movement.Kind, Math.Abs(movement.Amount), movement.EffectiveOn);
        var (left, before) = movement.Kind == MovementKind.Refund
            ? ($"{fit.Most:0.00} MAD that were disbursed on grant {movement.GrantId} and not refunded", "the disbursement")
            : ($"{fit.Most:0.00} MAD that are left to disburse on grant {movement.GrantId}", "a commitment");
        var name = Named(movement.Kind);
        var claim = FormattableString.Invariant(
            $"{char.ToUpperInvariant(name[0])}{name[1..]} of {movement.Amount:0.00} MAD is more than the {left}");
        return fit.FirstDay is { } day && day > movement.EffectiveOn && day <= lastDay
            ? Refused(
                MovementRefusal.Overdrawn,
                $"{claim} on {movement.EffectiveOn:yyyy-MM-dd} and after it: the first day on which it fits is {day:yyyy-MM-dd}.",
                cause: cause)
            : Refused(MovementRefusal.Overdrawn, $"{claim}: give at most that, or record {before} first.", cause: cause);
    }

    /// <summary>Whether a movement is what was recorded under the same reference.</summary>
    public static bool IsSame(NewMovement movement, Movement recorded) =>
        (movement.Kind, movement.Amount, movement.EffectiveOn, movement.Document, movement.Reason, movement.Reverses)
        == (recorded.Kind, recorded.Amount, recorded.EffectiveOn, recorded.Document, recorded.Reason, recorded.Reverses?.Id);

    /// <summary>The movement with its texts as they are stored.</summary>
    public static NewMovement Read(NewMovement movement) => movement with
    {
        Reference = MovementReference.Read(movement.Reference),
        Document = Text(movement.Document, "document", ReferenceText.MaxLength),
        Reason = Text(movement.Reason, "reason", MaxReason),
    };

    /// <summary>What takes a movement back.</summary>
    public static (MovementKind Kind, decimal Amount) Opposite(Movement movement) => movement.Kind switch
    {
        MovementKind.Commitment => (MovementKind.Cancellation, movement.Amount),
        MovementKind.Cancellation => (MovementKind.Commitment, movement.Amount),
        MovementKind.Disbursement => (MovementKind.Refund, movement.Amount),
        MovementKind.Refund => (MovementKind.Disbursement, movement.Amount),
        _ => (MovementKind.Amendment, -movement.Amount),
    };

    /// <summary>Checks that a movement takes back what it says.</summary>
    public static void CheckReversal(NewMovement movement, Movement? reversed)
    {
        if (reversed is null)
        {
            throw Refused(
                MovementRefusal.Reverses, $"Grant {movement.GrantId} has no movement {movement.Reverses} that could be taken back.");
        }

        if ((movement.Kind, movement.Amount) != Opposite(reversed))
        {
            var (kind, amount) = Opposite(reversed);
            throw Refused(
                MovementRefusal.Reverses,
                $"{Named(reversed.Kind)} of {reversed.Amount:0.00} MAD is taken back by {Named(kind)} of {amount:0.00} MAD, whole: ",
                "record that, or leave `reverses` out.");
        }

        var (day, firstDay) = (movement.EffectiveOn, reversed.EffectiveOn);
        if (day < firstDay)
        {
            throw Refused(
                MovementRefusal.EffectiveOn,
                $"{day:yyyy-MM-dd} lies before the movement that is taken back, which takes effect on {firstDay:yyyy-MM-dd}: ",
                "give that day or a later one.");
        }
    }

    /// <summary>Why a movement cannot be taken back once more.</summary>
    public static MovementRefusedException Reversed(Movement reversal) => Refused(
        MovementRefusal.AlreadyReversed,
        $"The movement is taken back already, by {reversal.Id} on {reversal.EffectiveOn:yyyy-MM-dd}. To undo that, reverse the reversal.");
    /// <summary>Why a reference cannot be used again for something else.</summary>
    public static MovementRefusedException Taken(string reference, Movement recorded)
    {
        var other = FormattableString.Invariant(
            $"{Named(recorded.Kind)} of {recorded.Amount:0.00} MAD on {recorded.EffectiveOn:yyyy-MM-dd}, {recorded.Id}");
        return Refused(
            MovementRefusal.Reference,
            $"Grant {recorded.Grant.Id} has another movement under reference '{reference}': {other}. ",
            "Send that one again as it was, or give this one a reference of its own.");
    }

    // A text as it is stored.
    private static string? Text(string? text, string field, int most)
    {
        text = text?.Trim().Normalize();
        return string.IsNullOrEmpty(text) ? null
            : text.Length <= most && !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')) ? text
            : throw Refused(MovementRefusal.Reason, $"`{field}` has at most {most} characters, and no control characters: shorten it.");
    }

    // What is wrong, and what to do about it; only the former holds amounts and days, which no language of the machine may change.
    private static MovementRefusedException Refused(
        MovementRefusal reason, FormattableString fault, string advice = "", Exception? cause = null) =>
        new(reason, FormattableString.Invariant(fault) + advice, cause);

    private static string Named(MovementKind kind) =>
        $"{(kind == MovementKind.Amendment ? "an" : "a")} {kind.ToString().ToLowerInvariant()}";
}
