using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Whoever is refused reads why, and what to do.</summary>
public sealed class RefusalTextTests
{
    [Fact]
    public void Every_refusal_says_why_and_what_to_do_in_each_language()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            var refusal = new Refusal(null, null, null, null, null, reason, ["1", "2", "3", "4"]);
            foreach (var language in Enum.GetValues<IntakeLanguage>())
            {
                var (why, remedy) = refusal.Parts(language);
                Assert.Equal(refusal.Sentence(language), $"{why} {remedy}");
                Assert.EndsWith(".", why, StringComparison.Ordinal);
                Assert.NotEmpty(remedy);
            }
        }
    }
}
