using System.Xml.Linq;
using IndhCoops.Databases;
using YamlDotNet.RepresentationModel;

namespace IndhCoops.Infra.Tests;

/// <summary>What is started by Docker Compose.</summary>
public sealed class ComposeTests
{
    private static readonly YamlMappingNode Services = (YamlMappingNode)Yaml.Read("infra", "compose.yaml")["services"];

    [Fact]
    public void Everything_that_the_programs_need_is_started() =>
        Assert.Equal(
            ["database", "functions", "server", "storage"],
            Services.Children.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_server_is_reached_and_only_from_the_same_machine() =>
        Assert.Equal(["127.0.0.1:${PORT:-5000}:8080"], Services.Children.Values.OfType<YamlMappingNode>()
            .Where(service => service.Children.ContainsKey("ports"))
            .SelectMany(service => (YamlSequenceNode)service["ports"]).Select(port => port.ToString()));

    [Fact]
    public void No_secret_is_written_down_and_none_has_a_default()
    {
        var text = File.ReadAllText(SourceTree.PathOf("infra", "compose.yaml"));

        Assert.DoesNotMatch(@"(?i)(password|key)\s*[=:]\s*""?(?!\$\{)[A-Za-z0-9+/]", text);
        Assert.DoesNotMatch(@"\$\{(POSTGRES_PASSWORD|STORAGE_KEY)(?!:\?)", text);
    }

    [Theory]
    [InlineData("server", "graphql/Server")]
    [InlineData("functions", "functions")]
    public void A_program_s_image_is_the_one_that_its_project_makes_and_runs_without_rights(string name, string project)
    {
        var service = (YamlMappingNode)Services[name];
        var made = XDocument.Load(Assert.Single(Directory.EnumerateFiles(SourceTree.PathOf(project), "*.csproj")))
            .Descendants("ContainerRepository")
            .Single().Value;

        Assert.Equal(made, service["image"].ToString());
        Assert.Equal("never", service["pull_policy"].ToString()); // Nobody else's of that name.
        Assert.Equal("true", service["read_only"].ToString());
        Assert.Equal("ALL", Assert.Single((YamlSequenceNode)service["cap_drop"]).ToString());
    }

    [Fact]
    public void Azd_finds_template_and_parameters()
    {
        var infra = Yaml.Read("infra", "azure.yaml")["infra"];

        Assert.True(File.Exists(SourceTree.PathOf("infra", infra["path"].ToString(), $"{infra["module"]}.bicepparam")));
    }
}
