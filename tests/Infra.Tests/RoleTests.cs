namespace IndhCoops.Infra.Tests;

/// <summary>Who may do what, all of it.</summary>
public sealed class RoleTests
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fbe8"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"] = "AcrPull",
    };

    [Fact]
    public async Task Each_program_may_do_what_it_needs_where_it_needs_it_and_nothing_else()
    {
        var template = await Template.MainAsync();

        var allowed = template.OfType("Microsoft.Authorization/roleAssignments")
            .SelectMany(assignment => RolesOf(template, assignment).Select(role => $"{WhoOf(assignment)}: {role} on {ScopeOf(assignment)}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "functions: Monitoring Metrics Publisher on Microsoft.Insights/components",

                // On the container of reports, and on that of imports.
                "functions: Storage Blob Data Contributor on reports, Microsoft.Storage/storageAccounts/blobServices/containers",
                "functions: Storage Blob Data Contributor on reports, Microsoft.Storage/storageAccounts/blobServices/containers",
                "functions: Storage Blob Data Owner on functions-storage, Microsoft.Storage/storageAccounts",
                "functions: Storage Queue Data Contributor on functions-storage, Microsoft.Storage/storageAccounts",
                "functions: Storage Table Data Contributor on functions-storage, Microsoft.Storage/storageAccounts",
                "server: AcrPull on Microsoft.ContainerRegistry/registries",
                "server: Monitoring Metrics Publisher on Microsoft.Insights/components",
                "server: Storage Blob Data Reader on reports, Microsoft.Storage/storageAccounts/blobServices/containers",
            ],
            allowed);
    }

    private static string WhoOf(Resource assignment)
    {
        var principal = assignment.Value("principalId");
        return principal.Contains("functionsIdentity", StringComparison.Ordinal) ? "functions"
            : principal.Contains("serverIdentity", StringComparison.Ordinal) || assignment.Module == "/server/server-pull" ? "server"
            : principal;
    }

    // A role stands in a variable of the module, or in a loop over one that holds several.
    private static IEnumerable<string> RolesOf(Template template, Resource assignment)
    {
        var variables = template.VariablesOf(assignment.Module);
        var definition = assignment.Value("roleDefinitionId");
        var variable = variables.EnumerateObject().SingleOrDefault(
            member => definition.Contains($"variables('{member.Name}')", StringComparison.Ordinal));
        return variable.Value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.String => [Names[variable.Value.GetString()!]],
            System.Text.Json.JsonValueKind.Object => variable.Value.EnumerateObject().Select(role => Names[role.Value.GetString()!]),
            _ => [definition],
        };
    }

    private static string ScopeOf(Resource assignment)
    {
        var scope = assignment.Json.GetProperty("scope").GetString()!;
        var type = scope.Split('\'')[1];
        return type.StartsWith("Microsoft.Storage", StringComparison.Ordinal) ? $"{assignment.Module.TrimStart('/')}, {type}" : type;
    }
}
