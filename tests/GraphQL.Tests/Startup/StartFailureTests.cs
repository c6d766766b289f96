using System.Net;
using System.Net.Sockets;
using System.Reflection;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.Hosting.Telemetry;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>
/// A server that cannot start says why in one sentence, and ends with 2 where it was started wrongly, else with 1. Most of these run in
/// this process, as all of the program but <c>Program.cs</c>: a process of its own costs many times as much.
/// </summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-");

    [Theory]
    [InlineData("There is no option --databse: did you mean --database?", "--databse", "x")]
    [InlineData("--port is '99999'; it must be a whole number from 1 to 65535.", "--port", "99999")]
    [InlineData("--port is '99999'; it must be a whole number from 1 to 65535.", "--port=99999")]
    [InlineData("There is no option --prt=5001: did you mean --port?", "--prt=5001")]
    [InlineData("--data needs a value.", "--data=")]
    [InlineData("--data is given twice.", "--data", "a", "--data=b")]
    [InlineData("--demo needs a value.", "--demo")]
    [InlineData("--data is given twice.", "--data", "a", "--data", "b")]
    public async Task A_wrong_command_line_is_told_in_one_sentence(string sentence, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal([sentence, "--help lists the options."], error.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_wrong_command_line_ends_the_process_with_2()
    {
        using var process = ServerRun.Start(_folder.FullName, ["--prot", "5001"]);
        var end = await process.EndAsync();

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.StartsWith("There is no option --prot: did you mean --port?", end.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "There is no keyword 'hots' in connection strings of PostgreSQL, as --database has it: did you mean Host?",
        "--database", "Hots=x;Password=secret", null, null)]
    [InlineData(
        "The setting Paging__MaxPageSize is 'many'; it must be a whole number that is not too large.",
        "--data", ".", "Paging:MaxPageSize", "many")]
    [InlineData(
        "The setting Paging__MaxPageSize is '50\\n60'; it must be a whole number that is not too large.",
        "--data", ".", "Paging:MaxPageSize", "50\n60")]
    [InlineData(
        "The setting Paging__MaxPageSize is wrong: The field MaxPageSize must be between 1 and 10000.",
        "--data", ".", "Paging:MaxPageSize", "0")]
    [InlineData(
        "The setting Documents__MaxTextLength is wrong: The field MaxTextLength must be between 100 and 1000000.",
        "--data", ".", "Documents:MaxTextLength", "-1")]
    [InlineData("Uploads__Folder must be a folder that there is.", "--data", ".", "Uploads:Folder", "/nonexistent")]
    [InlineData("The setting Columns__Enabled is 'yes'; it must be false, true or auto.", "--data", ".", "Columns:Enabled", "yes")]
    [InlineData("The setting Columns__Enabled is wrong: it must be true, false or auto.", "--data", ".", "Columns:Enabled", "7")]
    [InlineData(
        "GraphHttp__CacheControl must be a header such as no-cache or max-age=60, not 'privé'.",
        "--data", ".", "GraphHttp:CacheControl", "privé")]
    [InlineData(
        "INDHCOOPS_Storage__ServiceUri is 'storage'; it must be like https://ACCOUNT.blob.core.windows.net.",
        "--data", ".", "Storage:ServiceUri", "storage")]
    [InlineData("The connection string of the storage is not one; it looks like", "--data", ".", "Storage:ConnectionString", "secret")]
    [InlineData(
        "INDHCOOPS_Database__ConnectionString names a PostgreSQL database, and the functions alone read it",
        "--data",
        ".",
        "Database:ConnectionString",
        "Host=x")]
    [InlineData("Reports__Months must be from 0 to 1200.", "--data", ".", "Reports:Months", "-1")]
    [InlineData("Reports__Months must be from 0 to 1200.", "--data", ".", "Reports:Months", "100000")]
    [InlineData(
        "The setting Database__ConnectionShare is wrong: The field ConnectionShare must be between 0.01 and 1.",
        "--data", ".", "Database:ConnectionShare", "75")]
    [InlineData(
        "Transport__AllowedHosts must hold names such as data.example or *.example, without scheme and port, not ' '.",
        "--data", ".", "Transport:AllowedHosts:0", " ")]
    [InlineData("not 'https://data.example'.", "--data", ".", "Transport:AllowedHosts:0", "https://data.example")]
    [InlineData("not 'data.example:443'.", "--data", ".", "Transport:AllowedHosts:0", "data.example:443")]
    [InlineData(
        "The setting Logging__LogLevel__Default is 'Verbos'; it must be Trace, Debug, Information, Warning, Error, Critical or None.",
        "--data", ".", "Logging:LogLevel:Default", "Verbos")]
    [InlineData(
        "The setting Logging__Console__FormatterName is 'jsn'; it must be line, json, systemd or simple.",
        "--data", ".", "Logging:Console:FormatterName", "jsn")]
    public async Task A_wrong_setting_is_one_sentence(string sentence, string option, string value, string? name, string? setting) =>
        AssertEnded(2, sentence, await RunAsync([option, value], name is null ? [] : [(name, setting!)]));

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_time_is_written_in_full(string setting)
    {
        foreach (var value in new[] { "10", "00:30" })
        {
            AssertEnded(
                2,
                $"The setting {setting.Replace(":", "__", StringComparison.Ordinal)} is '{value}'; "
                    + "it must be a time, written hh:mm:ss: 00:00:10 is ten seconds.",
                await RunAsync(["--data", _folder.FullName], AnyPort, (setting, value)));
        }
    }

    [Theory]
    [MemberData(nameof(SettingsThatAreNoText))]
    public async Task Nonsense_is_told_at_the_start_for_each_setting_and_kind_of_database(string setting)
    {
        foreach (string[] database in new[] { new[] { "--data", _folder.FullName }, ["--database", "Host=127.0.0.1;Port=1"] })
        {
            AssertEnded(
                2,
                $"The setting {setting.Replace(":", "__", StringComparison.Ordinal)} is 'nonsense'; it must be ",
                await RunAsync(database, AnyPort, (setting, "nonsense")));
        }
    }

    [Fact]
    public async Task Lines_of_files_that_are_no_settings_are_named_in_the_log()
    {
        var (common, production) = (
            Path.Combine(_folder.FullName, "appsettings.json"), Path.Combine(_folder.FullName, "appsettings.Production.json"));
        await File.WriteAllTextAsync(
            common,
            """
            { "AllowedHosts": "*", "Logging": { "LogLevel": { "Default": "Warning" } }, "Paging": { "MaxPagSize": 20, "MaxPageSize": 20 } }
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            production,
            """{ "Proxies": { "Addresses": [], "Networks": ["10.20.0.0/16"] }, "Acess": { "ReadingNeedsToken": true } }""",
            TestContext.Current.CancellationToken);

        using var process = ServerRun.Start(
            _folder.FullName, ["--port", $"{FreePort.Find()}"], ("ASPNETCORE_ENVIRONMENT", "Production"));
        await process.WaitForLineAsync($"There is no setting Acess:ReadingNeedsToken in {production}; it has no effect: did you mean ");
        await process.TerminateAsync();
        var (_, output, _) = await process.EndAsync();

        Assert.Equal(2, output.Split("There is no setting ").Length - 1);
        Assert.Contains(
            $"There is no setting Paging:MaxPagSize in {common}; it has no effect: did you mean ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "The setting Paging__MaxPageSize is 'many'; it must be a whole number that is not too large.",
        "INDHCOOPS_Paging__MaxPageSize",
        "many")]
    [InlineData("Invalid url: 'everywhere': write ASPNETCORE_URLS as http://localhost:5000.", "ASPNETCORE_URLS", "everywhere")]
    public async Task A_wrong_variable_is_one_sentence(string sentence, string name, string value) =>
        await AssertProcessEndsAsync(2, sentence, ["--data", "."], (name, value));

    [Fact]
    public async Task Settings_that_are_no_JSON_are_one_sentence()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "appsettings.json"), "{ \"Paging\":\n", TestContext.Current.CancellationToken);

        await AssertProcessEndsAsync(
            2, $"The settings in {Path.Combine(_folder.FullName, "appsettings.json")} cannot be read (line 2 is not JSON)", []);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await AssertProcessEndsAsync(
            1,
            $"Failed to bind to address http://127.0.0.1:{port}: address already in use. Another program listens there",
            ["--port", $"{port}"]);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, ".data")));
    }

    [Fact]
    public async Task A_signal_while_saved_queries_are_checked_is_no_failure()
    {
        // So many that the check is under way when the port answers.
        for (var i = 0; i < 500; i++)
        {
            await File.WriteAllTextAsync(
                Path.Combine(_folder.FullName, $"many-{i}.graphql"),
                $"{{ regions(first: {i % 10}) {{ nodes {{ name provinces {{ nodes {{ code }} }} }} }} }}",
                TestContext.Current.CancellationToken);
        }

        var port = FreePort.Find();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var process = ServerRun.Start(
            _folder.FullName, ["--port", $"{port}"], ("INDHCOOPS_Persisted__Directory", _folder.FullName));
        await process.WaitForAsync(client, "/health/live", HttpStatusCode.OK);
        await process.TerminateAsync();

        var end = await process.EndAsync();
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.DoesNotContain("is ready", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_one_sentence()
    {
        var file = Path.Combine(_folder.FullName, "indhcoops.db");
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

        AssertEnded(1, $"The database file {file} is not a SQLite database", await RunAsync(["--data", _folder.FullName], AnyPort));
    }

    [Theory]
    [InlineData("/dev/null/data", "--data")]
    [InlineData("Nobody listens at 127.0.0.1:1: start PostgreSQL there", "--database", "Host=127.0.0.1;Port=1;Password=secret")]
    [InlineData("No machine is called 'nowhere.invalid'", "--database", "Host=nowhere.invalid;Password=secret")]
    public async Task A_database_that_cannot_be_used_is_one_sentence(string sentence, string option, string? value = null) =>
        AssertEnded(1, sentence, await RunAsync([option, value ?? sentence], AnyPort));

    private static (string Name, string Value) AnyPort => ("urls", "http://127.0.0.1:0");

    public static TheoryData<string> Times =>
        [.. Settings.Where(setting => setting.Type == typeof(TimeSpan)).Select(setting => setting.Name)];

    public static TheoryData<string> SettingsThatAreNoText =>
        [.. Settings.Where(setting => setting.Type.IsValueType && setting.Type != typeof(TimeSpan)).Select(setting => setting.Name)];

    // All that the server's options can be told.
    private static IEnumerable<(string Name, Type Type)> Settings =>
        from type in new[] { typeof(ServerApp), typeof(PagingOptions), typeof(LedgerOptions), typeof(TelemetryOptions) }
            .SelectMany(one => one.Assembly.GetTypes())
        let section = type == typeof(PagingOptions)
            ? "Paging"
            : type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where section is not null
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        select ($"{section}:{property.Name}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, params (string Name, string Value)[] settings)
    {
        using var console = OwnConsole.Open();
        var exitCode =
            await ServerApp.RunAsync(arguments, settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value))
                .WithPatienceAsync(
                    () => $"the server has not ended:\n{console.Output}{console.Error}", TestContext.Current.CancellationToken);
        return (exitCode, console.Output, console.Error);
    }

    private async Task AssertProcessEndsAsync(
        int exitCode, string sentence, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = ServerRun.Start(_folder.FullName, arguments, environment);
        AssertEnded(exitCode, sentence, await process.EndAsync());
    }

    private static void AssertEnded(int exitCode, string sentence, (int ExitCode, string Output, string Error) end)
    {
        Assert.True(end.ExitCode == exitCode, $"{end}");
        Assert.Contains(sentence, end.Error, StringComparison.Ordinal);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", end.Output + end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", end.Output + end.Error, StringComparison.Ordinal);
    }
}
