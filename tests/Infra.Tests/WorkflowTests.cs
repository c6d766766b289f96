using IndhCoops.Databases;
using YamlDotNet.RepresentationModel;

namespace IndhCoops.Infra.Tests;

/// <summary>What GitHub runs for a change, and once a week.</summary>
public sealed class WorkflowTests
{
    [Theory]
    [InlineData("ci.yml")]
    [InlineData("advisories.yml")]
    public void A_workflow_may_only_read_and_knows_no_secret(string file)
    {
        var workflow = Yaml.Read(".github", "workflows", file);

        Assert.Equal("read", Assert.Single(((YamlMappingNode)workflow["permissions"]).Children).Value.ToString());
        Assert.All(
            ((YamlMappingNode)workflow["jobs"]).Children.Values,
            job => Assert.False(((YamlMappingNode)job).Children.ContainsKey("permissions")));
        Assert.DoesNotContain("secrets.", File.ReadAllText(SourceTree.PathOf(".github", "workflows", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_gets_the_checks_and_every_test_project_a_job_each()
    {
        var job = (YamlMappingNode)Assert.Single(((YamlMappingNode)Yaml.Read(".github", "workflows", "ci.yml")["jobs"]).Children).Value;

        var projects = Directory.EnumerateDirectories(SourceTree.PathOf("tests"), "*.Tests").Select(
            path => Path.GetFileNameWithoutExtension(path)!);
        Assert.Equal(
            projects.Append("checks").Order(StringComparer.Ordinal),
            ((YamlSequenceNode)job["strategy"]["matrix"]["part"]).Select(part => part.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains("./test.sh ${{ matrix.part }}", StepsOf(job));
    }

    [Fact]
    public void Security_advisories_are_errors_once_a_week()
    {
        var job =
            (YamlMappingNode)Assert.Single(((YamlMappingNode)Yaml.Read(".github", "workflows", "advisories.yml")["jobs"]).Children).Value;

        Assert.Contains("dotnet restore IndhCoops.sln -p:AdvisoriesAreErrors=true", StepsOf(job));
    }

    private static IEnumerable<string> StepsOf(YamlMappingNode job) =>
        from YamlMappingNode step in (YamlSequenceNode)job["steps"]
        where step.Children.ContainsKey("run")
        select step["run"].ToString();
}
