using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;

namespace IndhCoops.Domain.Tests;

public sealed class GrantTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);

    [Fact]
    public void Only_an_amendment_may_be_negative()
    {
        var grant = Make(null, null);
        Assert.Equal(-40, Movement(grant, MovementKind.Amendment, -40).Amount);
        Assert.Throws<ArgumentOutOfRangeException>(() => Movement(grant, MovementKind.Commitment, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Movement(grant, MovementKind.Amendment, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Movement(grant, MovementKind.Commitment, 0.001m));
    }

    [Fact]
    public void A_date_outside_the_programmes_years_needs_a_note()
    {
        Assert.Throws<ArgumentException>(() => Make(new DateOnly(2017, 1, 1), null));
        Assert.NotNull(Make(new DateOnly(2017, 1, 1), "why").Note);
    }

    private static Movement Movement(Grant grant, MovementKind kind, decimal amount) =>
        new(Guid.NewGuid(), grant, kind, amount, Day, null, DateTimeOffset.UnixEpoch);

    private static Grant Make(DateOnly? awardedOn, string? note)
    {
        var province = new Province(new Region("R", "R", "R", "1", 1, 1, "s"), "P", ProvinceKind.Province, "P", "P", "1", 1, "s");
        var cooperative = new Cooperative(Guid.NewGuid(), "C", province, null, DataSource.Synthetic, null);
        var programme = new Programme("P3", "P3", [], null, Phase.III, 2019, 2023, null, "s");
        return new Grant(Guid.NewGuid(), cooperative, 100, awardedOn, null, programme, null, note, DataSource.Synthetic, null);
    }
}
