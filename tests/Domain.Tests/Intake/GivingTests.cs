using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Files of the 360Giving Data Standard come in as workbooks do.</summary>
public sealed class GivingTests(GivingTests.Facts facts) : IClassFixture<GivingTests.Facts>
{
    private const string Recipient =
        """ "recipientOrganization": [{ "id": "360G-X-coop", "name": "Coopérative Nour", "alternateName": "تعاونية النور" }] """;
    private const string Place =
        """ "beneficiaryLocation": [{ "name": "Province de Khémisset", "countryCode": "MA", "geoCode": "MA-KHE" }] """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>One database for all of them: most files are refused, and leave nothing.</summary>
    public sealed class Facts : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, CancellationToken.None);

        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }

    [Fact]
    public async Task What_another_publishes_comes_in_and_what_it_lacks_is_unknown()
    {
        var file = Package(
            $$"""
            {
              "id": "360G-X-1", "title": "t", "description": "Un four", "currency": "MAD", "amountAwarded": 210000.5,
              "awardDate": "2022-02-02T10:00:00+01:00", {{Recipient}}, {{Place}}, "grantProgramme": [{ "code": "INDH-P3-3" }]
            }
            """,
            $$"""
            {
              "id": "360G-X-2", "currency": "MAD", "amountAwarded": 1, {{Recipient}}, {{Place}},
              "grantProgramme": [{ "code": "INDH-P2" }], "surplus": { "a": [1, null] }
            }
            """);

        var result = await ImportAsync(file);

        Assert.Empty(result.Refusals);
        Assert.Equal(
            [(SheetKind.Cooperatives, 1), (SheetKind.Projects, 0), (SheetKind.Grants, 2)],
            result.Sheets.Select(sheet => (sheet.Kind, sheet.New)));
        await using var context = facts.Database.Contexts.CreateDbContext();
        var grants = await context.Grants.Include(row => row.Programme).Include(row => row.Cooperative).Where(row => row.Reference != null)
            .OrderBy(row => row.Reference)
            .ToListAsync(Cancelled);
        Assert.Equal(
            [("360G-X-1", 210000.5m, new DateOnly(2022, 2, 2), "P3", Phase.III, "Un four"), ("360G-X-2", 1m, null, null, Phase.II, null)],
            grants.Select(row => (row.Reference!, row.Amount, row.AwardedOn, row.Programme?.Code, row.Phase, row.Note)));
        Assert.Equal(
            [("360G-X-coop", "تعاونية النور", DataSource.Official)],
            grants.Select(row => (row.Cooperative.Reference!, row.Cooperative.NameArabic!, row.Cooperative.DataSource)).Distinct());
        Assert.Equal(ImportOutcome.Unchanged, (await ImportAsync(file)).Outcome);
    }

    [Fact]
    public async Task What_is_wrong_with_a_grant_is_said_with_its_place()
    {
        string Grant(string id, string rest) => $$"""{ "id": "{{id}}", {{Recipient}}, {{Place}}, {{rest}} }""";
        var result = await ImportAsync(Package(
            Grant("1", """ "currency": "GBP", "amountAwarded": 5 """),
            Grant("2", """ "currency": "MAD", "amountAwarded": "5" """),
            Grant("3", """ "currency": "MAD", "amountAwarded": 5.001 """),
            Grant("4", """ "currency": "MAD", "amountAwarded": 5, "awardDate": 20220202 """),
            Grant("5", """ "currency": "MAD", "amountAwarded": 5, "awardDate": "02/31/2022" """),
            Grant("6", """ "currency": "MAD", "amountAwarded": 5, "currency": "MAD" """),
            "7",
            """{ "id": "8", "currency": "MAD", "amountAwarded": 1e300 }""",
            Grant("9", """ "currency": "MAD", "amountAwarded": 5, "dataSource": "urn:indhcoops:synthetic" """),
            Grant("10", """ "currency": "MAD", "amountAwarded": 5, "grantProgramme": [{ "title": "Community Fund" }] """),
            $$"""{ "id": "11", "currency": "MAD", "amountAwarded": 5, {{Place}},"""
                + $$""" "recipientOrganization": [{ "id": "a", "name": "a" }, { "id": "b", "name": "b" }] }""",
            Grant("12", $$""" "currency": "MAD", "amountAwarded": 5, "description": "{{new string('x', 4001)}}" """),
            Grant("13", """ "currency": "MAD", "amountAwarded": 5, "description": "\ud800" """),
            Grant("14", $$""" "currency": "MAD", "amountAwarded": 5, "surplus": "{{new string('x', 1 << 20)}}" """),
            Grant("15", """ "currency": "MAD", "amountAwarded": 5 """),
            Grant("15", """ "currency": "MAD", "amountAwarded": 6 """)));

        var found = result.Refusals.Select(refusal => (refusal.Place, refusal.Reason)).ToList();
        foreach (var expected in ((string, RefusalReason)[])
        [
            ("Grants!/grants/0/currency", RefusalReason.OtherCurrency),
            ("Grants!/grants/1/amountAwarded", RefusalReason.JsonWrongType),
            ("Grants!/grants/2/amountAwarded", RefusalReason.TooManyDecimals),
            ("Grants!/grants/3/awardDate", RefusalReason.JsonWrongType),
            ("Grants!/grants/4/awardDate", RefusalReason.MonthTooLarge),
            ("Grants!/grants/5", RefusalReason.JsonNameTwice),
            ("Grants!/grants/6/id", RefusalReason.JsonWrongType),
            ("Grants!/grants/7/amountAwarded", RefusalReason.NumberOutOfBounds),
            ("Grants!/grants/7/recipientOrganization/0/id", RefusalReason.Missing),
            ("Grants!/grants/8/dataSource", RefusalReason.MadeUp),
            ("Grants!/grants/9/grantProgramme/0/code", RefusalReason.UnknownName),
            ("Grants!/grants/10/recipientOrganization", RefusalReason.SeveralRecipients),
            ("Grants!/grants/11/description", RefusalReason.TooLong),
            ("Grants!/grants/12/description", RefusalReason.LostLetters),
            ("Grants!/grants/13", RefusalReason.JsonTooLong),
            ("Grants!/grants/14/id", RefusalReason.ReferenceTwice),
            ("Grants!/grants/15/id", RefusalReason.ReferenceTwice),
        ])
        {
            Assert.Contains(expected, found);
        }

        Assert.Equal(ImportOutcome.Refused, result.Outcome);
    }

    public static TheoryData<string, RefusalReason> Hostile => new()
    {
        { "{", RefusalReason.JsonDamaged },
        { "{} x", RefusalReason.JsonDamaged },
        { """{ "grants": [1, }""", RefusalReason.JsonDamaged },
        { $$"""{ "grants": {{new string('[', 1000)}} """, RefusalReason.JsonDamaged },
        { $$"""{ "grants": [ { "a": {{new string('[', 40)}}{{new string(']', 40)}} } ] }""", RefusalReason.JsonDamaged },
        { $$"""{ "a": "{{new string('x', 2 << 20)}}" """, RefusalReason.JsonDamaged },
        { "[]", RefusalReason.JsonNoGrants },
        { "{}", RefusalReason.JsonNoGrants },
        { """{ "grants": {} }""", RefusalReason.JsonNoGrants },
        { """{ "grants": [], "grants": [] }""", RefusalReason.JsonNameTwice },
        { """{ "grants": [] }""", RefusalReason.FileNoRows },
        { $$"""{ "grants": [{{string.Join(',', Enumerable.Repeat("0", 1001))}}] }""", RefusalReason.FileTooManyRows },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_file_that_is_none_or_would_cost_too_much_is_refused(string text, RefusalReason reason)
    {
        var result = await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), maxRows: 1000);

        Assert.Contains(reason, result.Refusals.Where(refusal => refusal.Sheet is null).Select(refusal => refusal.Reason));
        Assert.Equal(ImportOutcome.Refused, result.Outcome);
    }

    [Theory]
    [InlineData("P3", "INDH-P3-3")]
    [InlineData("P3-ESS", "INDH-P3-3-ESS")]
    [InlineData("II-RURAL", "INDH-P2-RURAL")]
    [InlineData("I-URGENCE", "INDH-P1-URGENCE")]
    [InlineData("X", "INDH-X")]
    public void A_programme_is_found_by_the_identifier_that_it_is_published_under(string code, string identifier)
    {
        Assert.Equal(identifier, ProgrammeIdentifier.Of(code));
        Assert.Equal((code, null), ProgrammeIdentifier.Read(identifier));
    }

    private static MemoryStream Package(params string[] grants) =>
        new(Encoding.UTF8.GetBytes($$"""{ "version": "1.1", "title": "t", "grants": [ {{string.Join(",\n", grants)}} ] }"""));

    private Task<ImportResult> ImportAsync(Stream file, int maxRows = 200_000) =>
        new OfficeImporter(
            facts.Database.Contexts,
            Options.Create(new IntakeOptions { MaxRows = maxRows }),
            Options.Create(new LedgerOptions()),
            TimeProvider.System)
            .ImportAsync(new ImportRequest(file, "grants.json", new Author("someone", "office")), null, Cancelled);
}
