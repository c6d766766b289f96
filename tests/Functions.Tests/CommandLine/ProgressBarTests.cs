using IndhCoops.Domain;
using IndhCoops.Functions.Hosting.CommandLine;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>What a terminal shows.</summary>
public sealed class ProgressBarTests
{
    [Fact]
    public void A_bar_fills_in_place_and_leaves_its_line_at_the_end()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        var bar = new ProgressBar(terminal);

        bar.Report(new WorkProgress("looking", 0, 0));
        bar.Report(new WorkProgress("reports", 1, 3));
        bar.Report(new WorkProgress("reports", 7, 3));
        bar.Dispose();
        bar.Dispose();

        Assert.Equal(
            "\rlooking\e[K"
            + "\r[##########....................] 1 of 3  reports\e[K"
            + "\r[##############################] 7 of 3  reports\e[K\n",
            terminal.ToString());
    }

    [Fact]
    public void A_bar_that_showed_nothing_leaves_nothing()
    {
        using var terminal = new StringWriter();

        new ProgressBar(terminal).Dispose();

        Assert.Equal("", terminal.ToString());
    }
}
