namespace IndhCoops.Domain.DemoLedger;

/// <summary>Spreads cooperatives over the provinces by population, to the unit, by largest remainder.</summary>
internal sealed class ProvinceShares
{
    private readonly IReadOnlyList<DemoReference.Place> _provinces;
    private readonly int[] _ends;
    private readonly long _step;

    public ProvinceShares(IReadOnlyList<DemoReference.Place> provinces, int cooperatives)
    {
        _provinces = provinces;
        var population = provinces.Sum(province => (long)province.Population);
        if (population == 0)
        {
            throw new InvalidOperationException("The demonstration ledger needs the provinces; load the reference data first.");
        }

        var counts = provinces.Select(province => (int)((Int128)cooperatives * province.Population / population)).ToArray();
        var remainders = Enumerable.Range(0, counts.Length)
            .OrderByDescending(i => (long)((Int128)cooperatives * provinces[i].Population % population))
            .ThenBy(i => i)
            .Take(cooperatives - counts.Sum());
        foreach (var i in remainders)
        {
            counts[i]++;
        }

        _ends = new int[counts.Length];
        var end = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            _ends[i] = end += counts[i];
        }

        // A step without a common divisor visits every slot once, and mixes the provinces.
        _step = Math.Max(1, (long)(cooperatives * 0.6180339887));
        while (Divisor(_step, cooperatives) > 1)
        {
            _step++;
        }
    }

    public DemoReference.Place Of(int cooperative)
    {
        var slot = (int)(cooperative * _step % _ends[^1]);
        var found = Array.BinarySearch(_ends, slot + 1);
        if (found < 0)
        {
            return _provinces[~found];
        }

        // Provinces without any cooperative repeat an end; the first that reaches it owns the slot.
        while (found > 0 && _ends[found - 1] == slot + 1)
        {
            found--;
        }

        return _provinces[found];
    }

    private static long Divisor(long left, long right) => right == 0 ? left : Divisor(right, left % right);
}
