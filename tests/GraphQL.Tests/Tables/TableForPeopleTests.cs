using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Saved;
using MiniExcelLibs;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>Tables as people open them: headings and names in their language, CSV as their spreadsheet reads it.</summary>
public sealed class TableForPeopleTests(SqliteGraph graph) : IClassFixture<SqliteGraph>
{
    private const string Grants =
        "{ grants(first: 3) { nodes { amount awardedOn by: cooperative { name founded: foundedYear province { name code } } "
            + "project { province { name } } } } }";

    private const string Groups = """
        { balances { groups(first: 9) { key { province { name } year: month(by: YEAR) } count share { count sum { disbursed } }
            sum { committed yearToDate { disbursed } } avg { disbursed } max { dataSource month } countDistinct { programme { code } } } } }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "fr",
        Grants,
        "Montant (MAD);Date d’octroi;Coopérative;Coopérative\u00A0: année de création;Coopérative / Province;Province\u00A0: "
            + "code;Projet / Province")]
    [InlineData(
        "en",
        Grants,
        "Amount (MAD);Awarded on;Cooperative;Cooperative: year of foundation;Cooperative / Province;Province: code;Project / Province")]
    [InlineData(
        "ar", Grants, "المبلغ (درهم);تاريخ المنح;التعاونية;التعاونية: سنة التأسيس;التعاونية / الإقليم;الإقليم: الرمز;المشروع / الإقليم")]
    [InlineData(
        "fr",
        Groups,
        "Province;Mois (année);Nombre;Part du nombre;Décaissé, part;Engagé (MAD);Cumul année\u00A0: "
            + "Décaissé (MAD);Décaissé, moyenne (MAD);Nature des données;Mois, maximum;Programme\u00A0: code, valeurs distinctes")]
    public async Task Headings_are_the_names_of_members_in_the_language_that_is_asked_for(string language, string query, string headings)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        var csv = TableServer.Parse(await server.Client.GetByteArrayAsync($"{TableServer.Path("csv", query)}&lang={language}", Cancelled));
        Assert.Equal(headings.Split(';'), csv[0]);

        using var workbook = new MemoryStream(
            await server.Client.GetByteArrayAsync($"{TableServer.Path("xlsx", query)}&lang={language}", Cancelled));
        Assert.Equal(headings.Split(';'), workbook.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().First().Values);
    }

    [Fact]
    public async Task French_Excel_gets_semicolons_decimal_commas_and_every_centime()
    {
        const string Query = "{ grants(order: [{ amount: DESC }]) { nodes { amount cooperative { name } awardedOn } } }";
        await using var server = await SavedServer.StartAsync(graph.Database);
        var usual = TableServer.Parse(await server.Client.GetByteArrayAsync(TableServer.Path("csv", Query), Cancelled));
        var bytes = await server.Client.GetByteArrayAsync($"{TableServer.Path("csv", Query)}&lang=fr&delimiter=;&decimal=,", Cancelled);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("Montant (MAD);Coopérative;Date d’octroi", lines[0]);
        Assert.Equal(usual.Skip(1).Select(row => $"{row[0].Replace('.', ',')};{row[1]};{row[2]}"), lines[1..^1]);
        Assert.Contains(lines, line => line.Contains(',', StringComparison.Ordinal));

        // Where both are commas, numbers stand in quotes.
        var quoted = TableServer.Parse(
            await server.Client.GetByteArrayAsync($"{TableServer.Path("csv", Query)}&decimal=,&bom=false", Cancelled));
        Assert.Equal(usual.Skip(1).Select(row => row[0].Replace('.', ',')), quoted.Skip(1).Select(row => row[0]));
        Assert.Equal("amount", quoted[0][0]);
    }

    [Theory]
    [InlineData("lang=de", "fr, ar or en")]
    [InlineData("delimiter=|", "a comma, a semicolon or a tab")]
    [InlineData("decimal=;", "a point or a comma")]
    [InlineData("bom=maybe", "true or false")]
    [InlineData("guard=no", "true or false")]
    public async Task What_a_file_cannot_be_is_refused_naming_what_it_can_be(string parameter, string allowed)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        using var response = await server.Client.GetAsync($"{TableServer.Path("csv", Grants)}&{parameter}", Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains(
            $"The parameter {parameter[..parameter.IndexOf('=', StringComparison.Ordinal)]} must be {allowed}",
            answer,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql/persisted/disbursed-by-month.csv?lang=fr", "decaissements-par-mois", null)]
    [InlineData("/graphql/persisted/disbursed-by-month.xlsx?lang=en", "payments-by-month", null)]
    [InlineData("/graphql/persisted/disbursed-by-month.csv?lang=ar", "balances", "الأرصدة")]
    [InlineData("/graphql/table.csv?query={regions{nodes{name}}}&lang=fr", "regions", null)]
    [InlineData("/graphql/table.parquet?query={valueChains{nodes{name}}}&lang=en", "value-chains", null)]
    public async Task A_file_is_named_by_its_subject_and_the_month(string path, string subject, string? own)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        using var response = await server.Client.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var month = TimeProvider.System.CurrentMonth().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var end = $"-{month}{Path.GetExtension(path.Split('?')[0])}";
        var name = response.Content.Headers.ContentDisposition!;
        Assert.Equal(subject + end, name.FileName!.Trim('"'));
        Assert.Equal(own is null ? null : own + end, name.FileNameStar);
    }

    [Fact]
    public async Task A_workbook_for_people_says_on_one_page_what_it_holds()
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        var bytes = await server.Client.GetByteArrayAsync($"{TableServer.Path("xlsx", Grants)}&lang=fr", Cancelled);
        using var workbook = new MemoryStream(bytes);
        Assert.Equal(["Subventions", "Lisez-moi"], workbook.GetSheetNames());
        var rows = workbook.Query(useHeaderRow: false, sheetName: "Lisez-moi").Cast<IDictionary<string, object?>>()
            .Select(row => (row["A"], row["B"]))
            .ToList();
        Assert.Contains(("Contenu", "Subventions"), rows);
        Assert.Contains(("Lignes", 3d), rows);
        Assert.Contains(("Coopérative\u00A0: année de création", "by.founded"), rows);

        using var archive = new ZipArchive(new MemoryStream(bytes));
        using var page = archive.GetEntry("xl/worksheets/sheet2.xml")!.Open();
        var setup = XElement.Load(page).Elements().Single(element => element.Name.LocalName == "pageSetup");
        Assert.Equal(("portrait", "1"), ((string?)setup.Attribute("orientation"), (string?)setup.Attribute("fitToHeight")));
    }

    [Fact]
    public async Task Every_member_of_the_graph_has_a_name_for_people()
    {
        await using var context = graph.Context();
        var model = OfficeGraph.Model(context.Model);
        var members = model.Types.SelectMany(
            type => type.Members.Where(member => member is not CollectionMember).Select(member => (type.Name, Member: member.Name)));
        Assert.Empty(
            members.Where(member => MemberNames.Of(member.Name, member.Member) is null).Select(member => $"{member.Name}.{member.Member}"));
        Assert.Empty(
            model.Entities.Where(entity => MemberNames.Of("", GraphNames.Field(entity.SetName)) is null).Select(entity => entity.SetName));
        Assert.Equal("Engagé", MemberNames.Of("Balance", "committed")!.Value.In(IntakeLanguage.French));
    }
}
