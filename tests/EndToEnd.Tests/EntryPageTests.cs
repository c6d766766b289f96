using System.Text.Json;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The page for entering data in a real browser: people sign in at an authority, import files and record payments.</summary>
[Collection(OneAtATime.Name)]
public sealed class EntryPageTests(SignInServer server, ServerProcess open) : IClassFixture<SignInServer>
{
    private const string Chromium = "/usr/bin/chromium";

    // Smaller than anybody sees; 0.1 is what browsers call good.
    private const double MostShift = 0.01;

    [Fact]
    public async Task An_accountant_pays_once_on_a_phone_in_Arabic_though_the_answer_is_lost()
    {
        var seen = await RunAsync("pay");

        Assert.Equal("rtl", seen.GetProperty("direction").GetString());
        Assert.Contains("Data.Import", seen.GetProperty("lacks").GetString(), StringComparison.Ordinal);
        Assert.Equal("اختاروا المنحة.", seen.GetProperty("withoutGrant").GetString());
        Assert.Contains("لا تسمح المنحة بذلك", seen.GetProperty("overdrawn").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("الخادم لا يجيب.", seen.GetProperty("lost").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("كان مسجلا من قبل", seen.GetProperty("outcome").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, seen.GetProperty("payments").GetInt32());
        Assert.Equal(seen.GetProperty("balance").GetString(), seen.GetProperty("shownBalance").GetString());
        Assert.NotEqual(seen.GetProperty("reference").GetString(), seen.GetProperty("nextReference").GetString());
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
    public async Task The_authority_that_asks_for_no_password_starts_in_development_only(string environment, int code, string sentence, params string[] arguments)
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

    private Task<JsonElement> RunAsync(string scene, params string[] files) => RunAsync(server.Page, scene, files);

    private static async Task<JsonElement> RunAsync(Uri page, string scene, params string[] files)
    {
        var screenshots = Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1" ? SourceTree.PathOf("graphql", "Server", "EntryPage") : "";
        return JsonDocument.Parse(await NodeScript.RunAsync("entry-page.mjs", [page.ToString(), Chromium, scene, screenshots, .. files])).RootElement;
    }
}
