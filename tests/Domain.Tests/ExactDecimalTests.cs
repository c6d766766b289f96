using System.Globalization;
using System.Numerics;
using CsCheck;

namespace IndhCoops.Domain.Tests;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("0e400", "0")]
    [InlineData("1234.50", "1234.5")]
    [InlineData("-1234.5", "-1234.5")]
    [InlineData("+7", "7")]
    [InlineData("1.5e3", "1500")]
    [InlineData("12345E-2", "123.45")]
    [InlineData("0.01", "0.01")]
    [InlineData("999999999999.99", "999999999999.99")]
    [InlineData("100.00000000000000000000000000000000000000", "100")]
    [InlineData("0000000000000000000000000000000000000000001", "1")]
    [InlineData("100000000000000000000000000000000e-30", "100")]
    public void What_is_an_amount_is_read_exactly(string text, string amount)
    {
        Assert.Equal(ExactDecimalReading.Exact, ExactDecimal.ReadAmount(text, out var read));
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("100.0000000000000000000000000000000000001")]
    [InlineData("0.001")]
    [InlineData("1e-3")]
    [InlineData("1e-30")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("1000000000000")]
    [InlineData("1E12")]
    [InlineData("1E400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("99999999999999999999999999999999999999999.99")]
    public void What_would_be_rounded_is_refused(string text) =>
        Assert.Equal(ExactDecimalReading.OutOfBounds, ExactDecimal.ReadAmount(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1 000")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e5.0")]
    [InlineData("0x10")]
    [InlineData("١٢")]
    public void What_is_no_number_is_none(string text) =>
        Assert.Equal(ExactDecimalReading.NotANumber, ExactDecimal.ReadAmount(text, out _));

    // Worked out with whole numbers of any length.
    [Fact]
    public void Whatever_the_digits_a_number_is_read_exactly_or_not_at_all() =>
        Gen.Select(Gen.String[Gen.Char["0123456789"], 1, 40], Gen.String[Gen.Char["000012345"], 0, 40], Gen.Int[-45, 45])
            .Sample((whole, fraction, exponent) =>
            {
                var reading = ExactDecimal.ReadAmount($"{whole}.{fraction}e{exponent}", out var read);

                const int scale = 100;
                var scaled = BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture) * BigInteger.Pow(
                    10, scale + exponent - fraction.Length);
                var centime = BigInteger.Pow(10, scale - 2);
                var isAmount = scaled % centime == 0 && scaled < BigInteger.Pow(10, scale + 12);
                Assert.Equal(isAmount ? ExactDecimalReading.Exact : ExactDecimalReading.OutOfBounds, reading);
                Assert.Equal(isAmount ? (decimal)(scaled / centime) / 100 : 0, read);
            });
}
