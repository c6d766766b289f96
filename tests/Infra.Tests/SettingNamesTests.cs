using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Startup;
using IndhCoops.Hosting.Startup;
using IndhCoops.Hosting.Telemetry;

namespace IndhCoops.Infra.Tests;

/// <summary>Every setting that is set somewhere is one that a program reads: a wrong name would be ignored without a word.</summary>
public sealed partial class SettingNamesTests
{
    // Read by name, without a type that could be walked.
    private static readonly string[] ReadByName =
    [
        "Database__ConnectionString", "Database__Pooling", "Storage__ConnectionString", "Storage__ServiceUri",
    ];

    // Where a type is bound to a section whose name it does not say itself: see GraphServices.
    private static readonly Dictionary<string, string> Sections = new() { ["PagingOptions"] = "Paging", ["DocumentLimits"] = "Documents" };

    // What only the people who deploy are asked for.
    private static readonly string[] OfTheDeployer =
        [
            "SERVER_IMAGE",
            "REGISTRY",
            "DATABASE_ADMIN_ID",
            "DATABASE_ADMIN_NAME",
            "DATABASE_ADMIN_TYPE",
            "ALERT_ADDRESSES",
            "ALLOWED_ADDRESSES",
            "ALLOWED_ORIGINS",
            "AUTHORITY",
            "AUDIENCE",
            "READING",
            "READ_ROLE",
            "SIGN_IN_CLIENT_ID",
            "SIGN_IN_SCOPE",
        ];

    public static TheoryData<string> Files => [.. Bicep.Deployed];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_setting_is_one_that_a_program_reads(string file)
    {
        var known = KnownSettings().Concat(OfTheDeployer).ToHashSet(StringComparer.Ordinal);

        var set = Setting()
            .Matches(File.ReadAllText(Path.Combine(Bicep.Folder, file)))
            .Select(match => match.Groups["name"].Value)
            .Distinct();

        Assert.Empty(set.Except(known));
    }

    [Fact]
    public void Every_setting_has_a_line_in_the_reference_and_every_line_is_a_setting()
    {
        var text = File.ReadAllText(SourceTree.PathOf("docs", "reference", "settings.md"));
        var documented = DocumentedSetting().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var known = KnownSettings().ToHashSet(StringComparer.Ordinal);

        Assert.Equal((IEnumerable<string>)[], known.Except(documented).Order(StringComparer.Ordinal));
        Assert.Equal((IEnumerable<string>)[], documented.Except(known).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("settings.md")]
    [InlineData("functions.md")]
    public void The_default_that_the_reference_says_is_that_of_the_program(string page)
    {
        var properties = Properties().DistinctBy(setting => setting.Name)
            .ToDictionary(setting => setting.Name, setting => setting.Property);
        var said = DocumentedDefault().Matches(File.ReadAllText(SourceTree.PathOf("docs", "reference", page)));

        // A default in words depends on the machine, or on how the program is started.
        var wrong =
            from Match row in said
            let name = row.Groups["name"].Value
            let words = row.Groups["default"].Value is "" or "any" ? "none" : row.Groups["default"].Value
            where !words.Contains(' ', StringComparison.Ordinal)
                && properties.TryGetValue(name, out var property)
                && property.DeclaringType!.GetConstructor([]) is not null
            let given = Written(properties[name].GetValue(Activator.CreateInstance(properties[name].DeclaringType!)))
            where given != words
            select $"{name}: {words}, is {given}";

        Assert.NotEmpty(said);
        Assert.Equal((IEnumerable<string>)[], wrong);
    }

    [Fact]
    public void Pages_name_no_setting_that_there_is_not()
    {
        // The last one is the example of a mistyped setting.
        var known = KnownSettings().Append("Acess__ReadingNeedsToken").ToHashSet(StringComparer.Ordinal);

        var unknown =
            from file in Directory.EnumerateFiles(SourceTree.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                .Append(SourceTree.PathOf("README.md")).Append(SourceTree.PathOf("infra", "README.md"))
            from Match named in NamedSetting().Matches(File.ReadAllText(file))
            let name = named.Groups["name"].Value
            where !known.Contains(name) && !name.StartsWith("Logging__", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {name}";

        Assert.Equal((IEnumerable<string>)[], unknown);
    }

    [Fact]
    public void Messages_and_pages_write_a_setting_as_the_reference_does()
    {
        var otherwise = KnownSettings().Select(name => name.Replace("__", ":", StringComparison.Ordinal)).Append("Section}:{").ToList();

        // A key of .NET's configuration is a literal of its own.
        var found =
            from folder in new[] { "docs", "domain", "functions", "graphql", "hosting" }
            from file in Directory.EnumerateFiles(SourceTree.PathOf(folder), "*", SearchOption.AllDirectories)
            where file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            from name in otherwise
            where line.Replace($"\"{name}\"", "", StringComparison.Ordinal).Contains(name, StringComparison.Ordinal)
                && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}";

        Assert.Equal((IEnumerable<string>)[], found);
    }

    [Fact]
    public void A_variable_that_is_no_setting_is_named_with_what_may_be_meant() => Assert.Equal(
        [
            "There is no setting INDHCOOPS_ACCESS_AUTHORITY; it has no effect: did you mean INDHCOOPS_Access__Authority?",
            "There is no setting INDHCOOPS_Acess__ReadingNeedsToken; it has no effect: did you mean INDHCOOPS_Access__ReadingNeedsToken?",
            "There is no setting INDHCOOPS_Weather__Rain; it has no effect.",
        ],
        UnknownSettings.Sentences(
            [
                "PATH",
                "INDHCOOPS_TEST_POSTGRES",
                "INDHCOOPS_ACCESS__AUDIENCE",
                "INDHCOOPS_Proxies__Addresses__0",
                "INDHCOOPS_Database__Pooling",
                "INDHCOOPS_Weather__Rain",
                "INDHCOOPS_Acess__ReadingNeedsToken",
                "INDHCOOPS_ACCESS_AUTHORITY",
            ]));

    [Fact]
    public void A_list_is_set_by_its_members_and_nothing_else_is() => Assert.Equal(
        [
            "There is no setting INDHCOOPS_Paging__MaxPageSize__0; it has no effect: did you mean INDHCOOPS_Paging__MaxPageSize?",
            "There is no setting INDHCOOPS_Transport__AllowedHosts; it has no effect: did you mean INDHCOOPS_Transport__AllowedHosts__0?",
        ],
        UnknownSettings.Sentences(
            ["INDHCOOPS_Transport__AllowedHosts", "INDHCOOPS_Transport__AllowedHosts__12", "INDHCOOPS_Paging__MaxPageSize__0"]));

    [Fact]
    public void A_line_of_a_file_that_is_no_setting_is_named_and_settings_of_dotnet_are_not() => Assert.Equal(
        [
            "There is no setting Acess:ReadingNeedsToken in s.json; it has no effect: did you mean Access:ReadingNeedsToken?",
            "There is no setting Paging__MaxPageSize in s.json; it has no effect: did you mean Paging:MaxPageSize?",
            "There is no setting Transport:AllowedHosts in s.json; it has no effect: did you mean Transport:AllowedHosts:0?",
            "There is no setting Weather:Rain in s.json; it has no effect.",
        ],
        UnknownSettings.Sentences(
            [
                "AllowedHosts", "urls", "$schema", "Logging:LogLevel:Default", "Kestrel:Endpoints:Http:Url", "ConnectionStrings:Default",
                "Authentication:Schemes:Bearer:ValidIssuer", "paging:maxpagesize", "Proxies:Addresses:3",
                "Acess:ReadingNeedsToken", "Paging__MaxPageSize", "Transport:AllowedHosts", "Weather:Rain",
            ],
            "s.json"));

    [Fact]
    public async Task Server_and_functions_are_given_what_they_cannot_do_without()
    {
        var template = await Template.MainAsync();
        var modules = template.Root.GetProperty("resources");

        Assert.Equal(
            [
                "Access__Audience", "Access__Authority", "Access__ReadRole", "Access__ReadingNeedsToken",
                "Explorer__Enabled", "GraphHttp__AllowedOrigins",
                "Introspection__Enabled", "Proxies__Networks", "Reports__Months", "SignIn__ClientId", "SignIn__Scope",
                "Storage__ServiceUri", "Transport__HstsMaxAge",
            ],
            NamesIn(modules.GetProperty("serverApp").ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Database__ConnectionString", "Reports__Months", "Storage__ServiceUri"],
            NamesIn(modules.GetProperty("functions").ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_host_of_the_functions_is_told_is_what_it_knows_and_holds_no_secret()
    {
        var template = await Template.MainAsync();

        var settings = Assert.Single(template.OfType("Microsoft.Web/sites/config")).Json.GetProperty("properties").ToString();
        var names = HostSetting().Matches(settings).Select(match => match.Value).Distinct();

        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID",
                "AzureWebJobsStorage__accountName",
                "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential", "DOTNET_GCgen0size",
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
            ],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_command_line_that_the_server_is_given_is_one_that_it_understands()
    {
        var options = ServerOptions.Parse([
            "--database",
            "Host=x.postgres.database.azure.com;Database=indhcoops;SSL Mode=VerifyFull;Maximum Pool Size=30;Username=indhcoops-prod-server",
            "--first-demo", "2000",
        ]);

        Assert.NotNull(options);
        Assert.Null(options.Port);
        Assert.Equal((null, 2000), (options.Demo, options.FirstDemo));
        var text = File.ReadAllText(SourceTree.PathOf("infra", "modules", "server.bicep"));
        Assert.Contains("['--database', databaseConnection]", text, StringComparison.Ordinal);
        Assert.Contains("['--first-demo', string(demoCooperatives)]", text, StringComparison.Ordinal);
    }

    /// <summary>What every options type of both programs and of what they share can be told.</summary>
    private static IEnumerable<string> KnownSettings() => ReadByName.Concat(Properties().Select(setting => setting.Name));

    private static IEnumerable<(string Name, PropertyInfo Property)> Properties() =>
        from type in new[]
        {
            typeof(DatabaseOptions),
            typeof(TelemetryOptions),
            typeof(CostOptions),
            typeof(ServerOptions),
            typeof(FunctionsApp),
        }.SelectMany(one => one.Assembly.GetTypes())
        let section = Sections.GetValueOrDefault(type.Name)
            ?? type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null) as string
        where section is not null
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanRead
        select ($"{section}__{property.Name}", property);

    // As the reference writes it.
    private static string Written(object? value) => value switch
    {
        null or "" => "none",
        bool or Enum => $"{value}".ToLowerInvariant(),
        string => $"{value}",
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "none",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static IEnumerable<string> NamesIn(string text) =>
        Setting().Matches(text).Select(match => match.Groups["name"].Value).Distinct();

    // Members of lists have a number at the end, which is no part of the setting's name.
    [GeneratedRegex("INDHCOOPS_(?<name>[A-Za-z]+(_{1,2}[A-Za-z]+)*)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+__[A-Za-z]+)", RegexOptions.Multiline)]
    private static partial Regex DocumentedSetting();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+__[A-Za-z]+)[^|]*\| *(?<default>[^|]*?) *\|", RegexOptions.Multiline)]
    private static partial Regex DocumentedDefault();

    [GeneratedRegex("(?<name>[A-Z][A-Za-z]+__[A-Z][A-Za-z]+)")]
    private static partial Regex NamedSetting();

    [GeneratedRegex("(AzureWebJobs|APPLICATIONINSIGHTS|AZURE|DOTNET|FUNCTIONS|WEBSITE)_?[A-Za-z_]*_[A-Za-z0-9_]+")]
    private static partial Regex HostSetting();
}
