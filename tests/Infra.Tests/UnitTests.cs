using IndhCoops.Databases;
using IndhCoops.GraphQL.Startup;

namespace IndhCoops.Infra.Tests;

/// <summary>What systemd starts on a Linux machine.</summary>
public sealed class UnitTests
{
    public static TheoryData<string, string> Units => new()
    {
        { "indhcoops-server.service", typeof(ServerOptions).Assembly.GetName().Name! },
        { "indhcoops-functions.service", typeof(Functions.Hosting.FunctionsApp).Assembly.GetName().Name! },
    };

    [Theory]
    [MemberData(nameof(Units))]
    public void A_program_has_no_rights_but_its_own_folder(string unit, string program)
    {
        var settings = Read(unit);

        Assert.EndsWith($"/{program}", settings["ExecStart"].Split(' ')[0], StringComparison.Ordinal);
        Assert.Equal("yes", settings["DynamicUser"]);
        Assert.Equal("strict", settings["ProtectSystem"]);
        Assert.Equal("yes", settings["ProtectHome"]);
        Assert.Equal("yes", settings["NoNewPrivileges"]);
        Assert.Equal("", settings["CapabilityBoundingSet"]);
        Assert.Equal("indhcoops", settings["StateDirectory"]);
        Assert.Equal("0700", settings["StateDirectoryMode"]);
        Assert.Contains($"--data /var/lib/{settings["StateDirectory"]}", settings["ExecStart"], StringComparison.Ordinal);
        Assert.DoesNotContain("MemoryDenyWriteExecute", settings.Keys); // .NET could not compile.
    }

    [Fact]
    public void Both_programs_are_one_user_so_that_both_reach_the_SQLite_file()
    {
        Assert.Equal("indhcoops", Read("indhcoops-server.service")["User"]);
        Assert.Equal("indhcoops", Read("indhcoops-functions.service")["User"]);
    }

    [Fact]
    public void The_server_understands_its_command_line()
    {
        var line = Read("indhcoops-server.service")["ExecStart"].Split(' ')[1..].Where(part => part != "$SERVER_OPTIONS").ToArray();
        line[Array.IndexOf(line, "--data") + 1] = Directory.CreateTempSubdirectory().FullName;

        Assert.Equal(5000, ServerOptions.Parse(line)?.Port);
    }

    private static Dictionary<string, string> Read(string unit) =>
        File.ReadLines(SourceTree.PathOf("infra", "systemd", unit))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
