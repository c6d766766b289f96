namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>
/// The running sums of numbers that may still change, and the first of these sums below zero. Both take a time that grows with the
/// logarithm of how many numbers there are: a grant may have tens of thousands of movements.
/// </summary>
internal sealed class RunningSums
{
    // A binary tree in an array: of each part its sum, and the least of its running sums. The children of i are 2i and 2i + 1.
    private readonly long[] _sums;
    private readonly long[] _least;
    private readonly int _leaves = 1;

    public RunningSums(IReadOnlyList<long> numbers)
    {
        while (_leaves < numbers.Count)
        {
            _leaves *= 2;
        }

        (_sums, _least) = (new long[2 * _leaves], new long[2 * _leaves]);
        for (var place = 0; place < numbers.Count; place++)
        {
            (_sums[_leaves + place], _least[_leaves + place]) = (numbers[place], numbers[place]);
        }

        for (var part = _leaves - 1; part >= 1; part--)
        {
            Sum(part);
        }
    }

    /// <summary>Makes a number another.</summary>
    public void Set(int place, long number)
    {
        (_sums[_leaves + place], _least[_leaves + place]) = (number, number);
        for (var part = (_leaves + place) / 2; part >= 1; part /= 2)
        {
            Sum(part);
        }
    }

    /// <summary>The first place, from one on, at which the running sum is below zero; null where it never is.</summary>
    public int? FirstBelowZero(int from) => Find(1, 0, _leaves, from, 0);

    private void Sum(int part)
    {
        var (left, right) = (2 * part, (2 * part) + 1);
        _sums[part] = _sums[left] + _sums[right];
        _least[part] = Math.Min(_least[left], _sums[left] + _least[right]);
    }

    private int? Find(int part, int first, int count, int from, long before)
    {
        if (first + count <= from || before + _least[part] >= 0)
        {
            return null;
        }

        var half = count / 2;
        return count == 1
            ? first
            : Find(2 * part, first, half, from, before) ?? Find((2 * part) + 1, first + half, half, from, before + _sums[2 * part]);
    }
}
