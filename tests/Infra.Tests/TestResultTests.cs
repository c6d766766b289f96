using System.Diagnostics;
using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>The end of <c>./test.sh</c> names what failed: a log is often cut at its start.</summary>
public sealed class TestResultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-results-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_failed_test_is_named_with_the_first_lines_of_its_message()
    {
        var message = string.Join('\n', Enumerable.Range(1, 20).Select(line => $"Line {line}"));
        Write(
            "Domain",
            1,
            $"""
            <test name="Money.Is_exact(amount: 1)" result="Fail"><failure><message><![CDATA[{message}]]></message></failure></test>
            <test name="Money.Adds" result="Pass" />
            """,
            passed: 1,
            failed: 1);
        Write("Infra", 0, """<test name="Bicep.Compiles" result="Pass" />""", passed: 1, failed: 0);

        var printed = await ReadAsync("Domain", "Infra");

        Assert.StartsWith(
            "Domain: 1 passed, 1 failed\nInfra: 1 passed, 0 failed\n\nFailed, Domain: Money.Is_exact(amount: 1)\n    Line 1\n    Line 2\n",
            printed,
            StringComparison.Ordinal);
        Assert.EndsWith("    Line 8\n    …\n2 1\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixture_that_cannot_be_cleaned_up_is_named()
    {
        Write(
            "Domain", 1, """<test name="Money.Adds" result="Pass" />""", passed: 1, failed: 0,
            """<error type="class-cleanup" name="Money"><failure><message>The disk is full.</message></failure></error>""");

        Assert.EndsWith("Failed, Domain: Money\n    The disk is full.\n1 1\n", await ReadAsync("Domain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_is_a_failure_told_by_what_was_printed_last()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Domain.status"), "139");
        File.WriteAllText(Path.Combine(_folder.FullName, "Domain.log"), "Segmentation fault\n");

        var printed = await ReadAsync("Domain");

        Assert.StartsWith("Domain: 0 passed, 1 failed\n\nFailed, Domain: no result file: ", printed, StringComparison.Ordinal);
        Assert.EndsWith("    Segmentation fault\n0 1\n", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    public async Task A_project_without_a_test_and_one_that_ends_with_an_error_have_failed(int passed, int status)
    {
        Write("Domain", status, "", passed, failed: 0);

        Assert.EndsWith(
            $"Failed, Domain: {passed} tests passed, exit code: {status}\n{passed} 1\n",
            await ReadAsync("Domain"),
            StringComparison.Ordinal);
    }

    private void Write(string project, int status, string tests, int passed, int failed, string errors = "")
    {
        File.WriteAllText(
            Path.Combine(_folder.FullName, $"{project}.xml"),
            $"""
            <assemblies>
            <assembly passed="{passed}" failed="{failed}" errors="{(errors.Length > 0 ? 1 : 0)}">
            <errors>{errors}</errors><collection>{tests}</collection></assembly>
            </assemblies>
            """);
        File.WriteAllText(Path.Combine(_folder.FullName, $"{project}.status"), $"{status}\n");
    }

    private async Task<string> ReadAsync(params string[] projects)
    {
        using var process = Process.Start(
            new ProcessStartInfo(SourceTree.PathOf("infra", "local", "read-results"), [_folder.FullName, .. projects])
            {
                RedirectStandardOutput = true,
            })!;
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return printed;
    }
}
