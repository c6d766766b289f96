using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Entry;

/// <summary>Registers and corrects cooperatives, and records what was measured of them.</summary>
public sealed class CooperativeEntry(IDbContextFactory<IndhCoopsContext> contexts, IOptions<LedgerOptions> options, TimeProvider clock)
{
    /// <summary>Where a row of an office comes from, when it was entered by itself.</summary>
    public const string Source = "Entered by the office";

    /// <summary>Registers a cooperative. What was registered under its reference already is not registered again.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing of it is kept.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> RegisterAsync(NewCooperative input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(contexts, options.Value.Wait, origin, cancellationToken);
        var province = await work.ProvinceAsync(input.ProvinceCode);
        var cooperative = new Cooperative(
            Guid.CreateVersion7(),
            EntryRules.RequiredText(input.Name, "name"),
            province,
            EntryRules.FoundedYear(input.FoundedYear, clock.CurrentDay()),
            DataSource.Official,
            Source)
        {
            Reference = EntryRules.Reference(input.Reference),
            NameArabic = EntryRules.Text(input.NameArabic, "nameArabic"),
            RegisterNumber = EntryRules.Text(input.RegisterNumber, "registerNumber"),
            Ice = EntryRules.Ice(input.Ice),
            LegalForm = EntryRules.Text(input.LegalForm, "legalForm"),
            Womens = input.Womens,
            ValueChain = input.ValueChainCode is { } chain ? await ValueChainAsync(work, chain) : null,
            Activity = EntryRules.Text(input.Activity, "activity"),
            Exports = input.Exports,
            Note = EntryRules.Text(input.Note, "note", EntryRules.MaxNote),
            UpdatedAt = origin.At.ToUniversalTime(),
        };

        var ofProvince = work.Context.Cooperatives.Where(row => row.Province.Code == province.Code);
        if (await work.FindEarlierAsync(ofProvince, cooperative, cooperative.Reference, "correctCooperative") is { } earlier)
        {
            return earlier;
        }

        await RequireOwnNameAsync(work, ofProvince, cooperative, cancellationToken);
        return await work.AddAsync(cooperative, ChangedType.Cooperative);
    }

    /// <summary>Corrects a cooperative: only the fields that are given.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing is changed.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> CorrectAsync(CooperativeCorrection input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(
            contexts, options.Value.Wait, origin with { Reason = EntryRules.Reason(input.Reason) }, cancellationToken);
        var cooperative = await work.CooperativeAsync(input.Id);
        var province = cooperative.Province.Code;
        var corrections = new Corrections(work, cooperative, ChangedType.Cooperative);
        corrections.Set(nameof(Cooperative.Reference), input.Reference, EntryRules.Reference);
        corrections.Set(nameof(Cooperative.Name), input.Name, text => EntryRules.RequiredText(text, "name"));
        corrections.Set(nameof(Cooperative.NameArabic), input.NameArabic, text => EntryRules.Text(text, "nameArabic"));
        corrections.Set(nameof(Cooperative.RegisterNumber), input.RegisterNumber, text => EntryRules.Text(text, "registerNumber"));
        corrections.Set(nameof(Cooperative.Ice), input.Ice, EntryRules.Ice);
        corrections.Set(nameof(Cooperative.LegalForm), input.LegalForm, text => EntryRules.Text(text, "legalForm"));
        corrections.Set(nameof(Cooperative.Womens), input.Womens, value => value);
        corrections.Set(nameof(Cooperative.Activity), input.Activity, text => EntryRules.Text(text, "activity"));
        corrections.Set(nameof(Cooperative.FoundedYear), input.FoundedYear, year => EntryRules.FoundedYear(year, clock.CurrentDay()));
        corrections.Set(nameof(Cooperative.Exports), input.Exports, value => value);
        corrections.Set(nameof(Cooperative.Note), input.Note, text => EntryRules.Text(text, "note", EntryRules.MaxNote));
        await corrections.PointAsync(nameof(Cooperative.ValueChain), input.ValueChainCode, code => ValueChainAsync(work, code!));
        await corrections.PointAsync(
            nameof(Cooperative.Province), input.ProvinceCode.OrRefused("provinceCode"), code => work.ProvinceAsync(code));
        if (corrections.Touches("province"))
        {
            var dependent = work.Context.Movements.Where(movement => movement.Grant.Cooperative.Id == cooperative.Id);
            await StaleBalances.MarkAsync(work.Context, dependent, cancellationToken);

            // Its projects are of its province.
            var moved = work.Context.Entry(cooperative).Property("ProvinceCode").CurrentValue;
            foreach (var project in await work.Context.Projects.Where(
                row => row.Cooperative!.Id == cooperative.Id && row.Province.Code == province)
                .ToListAsync(cancellationToken))
            {
                corrections.Follow(project, ChangedType.Project, nameof(Project.Province), moved);
            }
        }

        return await corrections.SaveAsync();
    }

    /// <summary>
    /// Records what was measured of a cooperative. What was recorded under its reference already is not recorded again; without one,
    /// neither is the same value of the same day.
    /// </summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing of it is kept.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> ObserveAsync(NewObservation input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(contexts, options.Value.Wait, origin, cancellationToken);
        var cooperative = await work.CooperativeAsync(input.CooperativeId);
        var observation = Observation(input, cooperative, origin);
        var ofProvince = work.Context.Observations.Where(row => row.Cooperative.Province.Code == cooperative.Province.Code);
        if (await work.FindEarlierAsync(ofProvince, observation, observation.Reference, "record another one of a later day") is { } earlier)
        {
            return earlier;
        }

        var same = await work.Context.Observations.FirstOrDefaultAsync(
            row => observation.Reference == null && row.Cooperative.Id == cooperative.Id && row.Indicator == observation.Indicator
                && row.ObservedOn == observation.ObservedOn && row.Stage == observation.Stage,
            cancellationToken);
        return same is null ? await work.AddAsync(observation, ChangedType.Observation)
            : (same.Value, same.Unit) == (observation.Value, observation.Unit) ? new Entered(same.Id, AlreadyRecorded: true)
            : throw EntryRules.Refused(
                "value",
                FormattableString.Invariant($"of '{same.Indicator}' was recorded for the same day already ({same.Value} {same.Unit})")
                    + ": give another day, or a reference to both");
    }

    private Observation Observation(NewObservation input, Cooperative cooperative, ChangeOrigin origin)
    {
        var indicator = EntryRules.RequiredText(input.Indicator, "indicator");
        var isOfPeople = indicator is Indicators.Members or Indicators.WomenMembers;
        if (!Require.IsInCentimes(input.Value) || (isOfPeople && (input.Value < 0 || decimal.Truncate(input.Value) != input.Value)))
        {
            throw EntryRules.Refused(
                "value", isOfPeople ? "is a number of people" : "has at most two decimals and twelve digits before them");
        }

        return new Observation(
            Guid.CreateVersion7(),
            cooperative,
            indicator,
            input.Value,
            isOfPeople ? EntryRules.Text(input.Unit, "unit") ?? Indicators.People : EntryRules.RequiredText(input.Unit, "unit"),
            EntryRules.Day(input.ObservedOn, "observedOn", null, clock.CurrentDay()),
            input.Stage ?? ObservationStage.Current,
            SourceOf(cooperative),
            Source)
        {
            Reference = EntryRules.Reference(input.Reference),
            UpdatedAt = origin.At.ToUniversalTime(),
        };
    }

    /// <summary>What hangs on a made-up cooperative is made up.</summary>
    internal static DataSource SourceOf(Cooperative? cooperative) =>
        cooperative?.DataSource == DataSource.Synthetic ? DataSource.Synthetic : DataSource.Official;

    private static async Task<ValueChain> ValueChainAsync(EntryWork work, string code) =>
        await work.FindAsync(work.Context.ValueChains, row => row.Code == code, EntryRefusal.UnknownValueChain, code);

    // Two cooperatives of one name are told apart by their references.
    private static async Task RequireOwnNameAsync(
        EntryWork work, IQueryable<Cooperative> ofProvince, Cooperative cooperative, CancellationToken cancellationToken)
    {
        var folded = TextFolding.Fold(cooperative.Name);
        var namesakes = await ofProvince
            .Where(row => row.DataSource != DataSource.Synthetic && EF.Property<string>(row, "NameSearch") == folded)
            .Where(row => cooperative.Reference == null || row.Reference == null)
            .OrderBy(row => row.Id).Take(3).ToListAsync(cancellationToken);
        if (namesakes.Count > 0)
        {
            var named = string.Join(
                ", ",
                namesakes.Select(
                    row => $"'{row.Name}' {row.Id} ({(row.Reference is null ? "without reference" : $"reference {row.Reference}")})"));
            throw new EntryRefusedException(
                EntryRefusal.SameName,
                $"{cooperative.Province.Name} has a cooperative of this name: {named}. If it is the same, correct it (correctCooperative). "
                + "If it is another, give each of them a reference, by which they are told apart.");
        }
    }
}
