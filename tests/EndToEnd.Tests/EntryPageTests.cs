using System.Text.Json;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The page for entering data in a real browser: people sign in at an authority, import files and record payments.</summary>
[Collection(OneAtATime.Name)]
public sealed class EntryPageTests(SignInServer server, ServerProcess open) : IClassFixture<SignInServer>
{
    // Smaller than anybody sees; 0.1 is what browsers call good.
    private const double MostShift = 0.01;

    [Fact]
    public async Task A_clerk_signs_in_by_keyboard_and_imports_what_was_seen_before()
    {
        var seen = await RunAsync("import", SourceTree.PathOf("tests", "Domain.Tests", "Intake", "Samples", "suivi-exceljs.xlsx"));

        Assert.Equal("Salma (clerk)", seen.GetProperty("who").GetString());
        Assert.Equal("/saisie", seen.GetProperty("address").GetString());
        Assert.Equal(0, seen.GetProperty("cookies").GetInt32() + seen.GetProperty("localStorage").GetInt32());

        // Looked at: nothing is written. Accepted, and sent again.
        Assert.Equal("Tout est correct. Rien n’est encore écrit.", seen.GetProperty("preview").GetProperty("verdict").GetString());
        Assert.Equal(0, seen.GetProperty("writtenBefore").GetInt32());
        Assert.Equal("""["Coopératives","12","0","0","0"]""", Row(seen.GetProperty("preview").GetProperty("sheets"), 0));
        Assert.Equal("""["Mouvements","21","0","0","0"]""", Row(seen.GetProperty("preview").GetProperty("sheets"), 3));
        Assert.Equal("C’est importé.", seen.GetProperty("accepted").GetString());
        Assert.Equal(12, seen.GetProperty("written").GetInt32());
        Assert.Equal("Tout est déjà là : rien ne change.", seen.GetProperty("again").GetString());
        Assert.Equal("suivi-exceljs.xlsx", seen.GetProperty("history")[0].GetString());

        // What a name becomes; what is refused, and where; only the sound row is taken.
        Assert.Equal("""["corrections","2","Coopérative","Année de création","2019","2020"]""", Row(seen.GetProperty("changes"), 0));
        var refusal = seen.GetProperty("refusals")[0];
        Assert.Equal(("refus", "C3", "Tizni"), (refusal[0].GetString(), refusal[1].GetString(), refusal[2].GetString()));
        Assert.Contains("Tiznit", $"{refusal[3]} {refusal[4]}", StringComparison.Ordinal);
        Assert.Equal("Les lignes correctes sont importées, les autres refusées.", seen.GetProperty("acceptedSound").GetString());
        Assert.Equal("refus-refus.xlsx", seen.GetProperty("refusedFile").GetString());
        Assert.Equal("indh-import-fr.xlsx", seen.GetProperty("template").GetString());
        Assert.Contains("ni un classeur", seen.GetProperty("noWorkbook").GetString(), StringComparison.Ordinal);
        AssertEveryoneCanUseIt(seen);
    }

    [Fact]
    public async Task An_accountant_pays_once_on_a_phone_in_Arabic_though_the_answer_is_lost()
    {
        var seen = await RunAsync("pay");

        Assert.Equal("rtl", seen.GetProperty("direction").GetString());
        Assert.Contains("Data.Import", seen.GetProperty("lacks").GetString(), StringComparison.Ordinal);
        Assert.Contains("Data.Import", seen.GetProperty("refusedImport").GetString(), StringComparison.Ordinal);
        Assert.Equal("اختاروا الإعانة.", seen.GetProperty("withoutGrant").GetString());
        Assert.Contains("لا تسمح الإعانة بذلك", seen.GetProperty("overdrawn").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("الخادم لا يجيب.", seen.GetProperty("lost").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("كان مسجلا من قبل", seen.GetProperty("outcome").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, seen.GetProperty("payments").GetInt32());
        Assert.Equal(seen.GetProperty("balance").GetString(), seen.GetProperty("shownBalance").GetString());
        Assert.NotEqual(seen.GetProperty("reference").GetString(), seen.GetProperty("nextReference").GetString());
        AssertEveryoneCanUseIt(seen);
    }

    [Fact]
    public async Task A_session_that_ends_takes_nothing_with_it()
    {
        var seen = await RunAsync("session");

        Assert.Equal("Votre session a expiré. Ce que vous avez saisi est conservé.", seen.GetProperty("expired").GetString());
        Assert.Equal("Salma (clerk)", seen.GetProperty("who").GetString());
        Assert.Equal("""["250,75","2025-03-01","OP 7"]""", seen.GetProperty("typed").GetRawText());
        Assert.Equal(seen.GetProperty("referenceBefore").GetString(), seen.GetProperty("reference").GetString());
        Assert.True(seen.GetProperty("grantKept").GetBoolean());
        Assert.Equal("gardé.csv", seen.GetProperty("fileKept").GetString());
        Assert.Equal("Tout est correct. Rien n’est encore écrit.", seen.GetProperty("lookedAt").GetString());
        Assert.Equal(0, seen.GetProperty("left").GetInt32());

        // A token that the server does not accept is an ended session, too.
        Assert.Equal("Votre session a expiré. Ce que vous avez saisi est conservé.", seen.GetProperty("refused").GetString());
        Assert.True(seen.GetProperty("signedOut").GetBoolean());
        AssertEveryoneCanUseIt(seen);
    }

    [Fact]
    public async Task What_goes_wrong_by_the_way_is_said_as_it_is_and_takes_nothing_with_it()
    {
        var seen = await RunAsync("mishaps");

        // A file that was changed since it was chosen is no server that does not answer, and bars no sign-in.
        const string Unreadable =
            "Le fichier ne peut plus être lu : il a changé, ou n’est plus là, depuis que vous l’avez choisi. Choisissez-le de nouveau.";
        Assert.Equal("Importer (1 ligne)", seen.GetProperty("one").GetString());
        Assert.Equal(Unreadable, seen.GetProperty("changed").GetString());
        Assert.Equal(Unreadable, seen.GetProperty("lost").GetString());

        Assert.Equal(
            "Vous avez déposé 2 fichiers, et aucun n’est lu : déposez-les un par un.", seen.GetProperty("several").GetString());
        Assert.Equal("Importer (1 ligne)", seen.GetProperty("stillOne").GetString());

        // By Morocco's clock, whatever the browser's is and however old its zone data are.
        Assert.Equal("Quand (heure du Maroc)", seen.GetProperty("clock").GetString());
        Assert.Equal("""["1 juil. 2025, 13:00","30 nov. 2026, 23:30"]""", seen.GetProperty("moments").GetRawText());

        Assert.Equal(
            "English : cette langue n’a pas pu être chargée. Vérifiez la connexion, puis choisissez-la de nouveau.",
            seen.GetProperty("languageAway").GetString());
        Assert.Equal("fr", seen.GetProperty("languageKept").GetString());
        Assert.False(seen.GetProperty("noticeAfter").GetBoolean());

        Assert.Equal("[false,true]", seen.GetProperty("below").GetRawText());

        // The list of imports holds each once, and keeps its rows where more cannot be had.
        var listed = seen.GetProperty("listed").EnumerateArray().Select(file => file.GetString()).ToArray();
        Assert.Equal(Enumerable.Range(1, 20).Reverse().Select(number => $"import-{number}.csv"), listed);
        Assert.Equal(20, seen.GetProperty("keptRows").GetInt32());
        Assert.Equal(0, seen.GetProperty("hints").GetInt32());

        // Another language leaves nothing in the one before; a grant without movements has nothing known to be left.
        var payment = seen.GetProperty("inArabic").GetString()!;
        Assert.Contains("مبلغ برقمين عشريين على الأكثر", payment, StringComparison.Ordinal);
        Assert.Contains("الخادم لا يجيب.", payment, StringComparison.Ordinal);
        Assert.Equal(["الخميسات"], seen.GetProperty("aboutGrant").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal("210\u202F000,00\u00A0درهم، لا حركة بعد", seen.GetProperty("grant").GetString());
        AssertEveryoneCanUseIt(seen);
    }

    [Fact]
    public async Task Without_an_authority_the_page_says_what_to_set()
    {
        var seen = await RunAsync(new Uri(open.Graph, "/saisie"), "unconfigured");

        Assert.Contains("INDHCOOPS_SignIn__ClientId", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
        AssertEveryoneCanUseIt(seen);
    }

    [Theory]
    [InlineData("Production", 1, "it starts in Development only", "--port", "1")]
    [InlineData("", 1, "it starts in Development only", "--port", "1")]
    [InlineData("Development", 2, "--port is missing.")]
    [InlineData("Development", 2, "There is no option --prot.", "--prot", "1")]
    public async Task The_authority_that_asks_for_no_password_starts_in_development_only(
        string environment, int code, string sentence, params string[] arguments)
    {
        using var authority = SignInServer.StartAuthority(environment, arguments);

        var complaint = await authority.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await authority.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code, authority.ExitCode);
        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
    }

    private static void AssertEveryoneCanUseIt(JsonElement seen)
    {
        Assert.Equal("[]", seen.GetProperty("complaints").GetRawText());
        Assert.All(seen.GetProperty("faults").EnumerateObject(), page => Assert.Equal("[]", page.Value.GetRawText()));
        Assert.All(seen.GetProperty("overflow").EnumerateObject(), page => Assert.Equal(0, page.Value.GetInt32()));
        Assert.InRange(seen.GetProperty("shift").GetDouble(), 0, MostShift);
    }

    private static string Row(JsonElement rows, int index) =>
        $"[{string.Join(',', rows[index].EnumerateArray().Select(cell => $"\"{cell.GetString()}\""))}]";

    private Task<JsonElement> RunAsync(string scene, params string[] files) => RunAsync(server.Page, scene, files);

    private static async Task<JsonElement> RunAsync(Uri page, string scene, params string[] files)
    {
        var screenshots = Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1"
            ? SourceTree.PathOf("graphql", "Server", "EntryPage")
            : "";
        return JsonDocument.Parse(await NodeScript.RunAsync("entry-page.mjs", [page.ToString(), scene, screenshots, .. files])).RootElement;
    }
}
