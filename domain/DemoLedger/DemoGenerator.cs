using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Makes the cooperatives of the demonstration one by one, each from its own seed, the same every time.</summary>
internal sealed class DemoGenerator(ulong seed, int cooperatives, DemoReference reference)
{
    /// <summary>The ceiling of a grant to a cooperative, in centimes.</summary>
    public const long Ceiling = 300_000_00;

    /// <summary>Nothing is awarded or moved later.</summary>
    public static readonly DateOnly LastDay = new(2026, 10, 31);

    private const string LateNote = "Booked under phase III after 2023, as provincial committees do.";

    private readonly ProvinceShares _provinces = new(reference.Provinces, cooperatives);

    /// <summary>All of them from a place on, streamed.</summary>
    public IEnumerable<DemoCooperative> Cooperatives(int from = 0)
    {
        for (var i = from; i < cooperatives; i++)
        {
            yield return Cooperative(i);
        }
    }

    private DemoCooperative Cooperative(int index)
    {
        var random = new SplitMix64(SplitMix64.Mix(seed ^ SplitMix64.Mix((ulong)index + 1)));
        var province = _provinces.Of(index);
        var sector = random.Between(0, 99) switch { < 63 => DemoSector.Agriculture, < 82 => DemoSector.Artisanat, _ => DemoSector.Other };
        var chains = reference.ValueChains[sector] as IReadOnlyList<string> ?? [.. reference.ValueChains[sector]];
        var chain = chains.Count == 0 ? null : random.Pick(chains);
        var activity = DemoNames.Activity(ref random, sector);
        var name = DemoNames.Cooperative(ref random, sector);

        var founded = random.Between(2005, 2025);
        bool? exports = random.Between(0, 9) switch { 0 => true, < 6 => false, _ => null };
        var grants = Grants(ref random, index, founded, activity, province.Name);
        return new DemoCooperative(
            DemoIds.Of(seed, DemoIds.Table.Cooperative, index),
            Reference(index),
            name,
            province.Code,
            chain,
            activity,
            founded,
            exports,
            grants);
    }

    private DemoGrant[] Grants(ref SplitMix64 random, int index, int founded, string activity, string province)
    {
        var first = new DateOnly(founded, 3, 1);
        var dates = new DateOnly[random.Between(1, Math.Clamp(2026 - founded + 3, 4, 7)) + (random.PerThousand(260) ? 1 : 0)];
        for (var i = 0; i < dates.Length; i++)
        {
            dates[i] = first.AddDays(random.Between(0, LastDay.DayNumber - first.DayNumber));
        }

        Array.Sort(dates);
        var grants = new DemoGrant[dates.Length];
        for (var i = 0; i < dates.Length; i++)
        {
            grants[i] = Grant(ref random, index, i, random.PerThousand(5) ? null : dates[i], activity, province);
        }

        return grants;
    }

    private DemoGrant Grant(ref SplitMix64 random, int index, int number, DateOnly? awardedOn, string activity, string province)
    {
        // Costs in centimes; a few shares lie above the 60 % of the calls, as published bilans do.
        var cost = (long)random.Between(60_000_00, 480_000_00);
        var share = random.PerThousand(50) ? random.Between(600, 680) : random.Between(570, 600);
        var amount = Math.Min(cost * share / 1000, Ceiling);

        var (phase, programme) = Framework(awardedOn?.Year);
        var title = DemoNames.Project(ref random, activity, province);
        var hasProject = random.PerThousand(930);
        var approvedOn = awardedOn?.AddDays(-random.Between(0, 40));
        approvedOn = approvedOn?.Year < awardedOn?.Year ? awardedOn : approvedOn;
        var (movements, status) = awardedOn is { } date
            ? new DemoMovements(ref random, movement => DemoIds.Of(seed, DemoIds.Table.Movement, index, number, movement), date)
                .Make(amount)
            : ([], Domain.Grants.ProjectStatus.InProgress);

        return new DemoGrant(
            DemoIds.Of(seed, DemoIds.Table.Grant, index, number),
            $"{Reference(index)}-G{number + 1}",
            amount,
            awardedOn,
            phase,
            programme is not null && reference.Programmes.Contains(programme) ? programme : null,
            awardedOn?.Year > 2023 ? LateNote : null,
            hasProject
                ? new DemoProject(
                    DemoIds.Of(seed, DemoIds.Table.Project, index, number),
                    $"{Reference(index)}-P{number + 1}",
                    title,
                    cost,
                    status,
                    approvedOn)
                : null,
            movements);
    }

    // Nobody takes it for a number of an office.
    private static string Reference(int index) => FormattableString.Invariant($"DEMO-{index + 1:00000}");

    private static (Phase? Phase, string? Programme) Framework(int? year) => year switch
    {
        2005 => (Phase.I, "I-URGENCE"),
        >= 2006 and <= 2010 => (Phase.I, "I-TRANSVERSAL"),
        >= 2011 and <= 2015 => (Phase.II, "II-TRANSVERSAL"),
        >= 2019 => (Phase.III, "P3-ESS"),
        _ => (null, null),
    };
}
