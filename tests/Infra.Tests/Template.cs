using System.Text.Json;

namespace IndhCoops.Infra.Tests;

/// <summary>A resource as the compiled template has it.</summary>
/// <param name="Module">The module that declares it; empty for the main template.</param>
/// <param name="Type">Its type, without version.</param>
/// <param name="Json">All of it.</param>
internal sealed record Resource(string Module, string Type, JsonElement Json)
{
    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>A value inside of its properties, as text.</summary>
    public string Value(params string[] path) =>
        path.Aggregate(Properties, (element, name) => element.GetProperty(name)).ToString();

    /// <summary>Whether it is only looked up, not deployed.</summary>
    public bool IsExisting => Json.TryGetProperty("existing", out var existing) && existing.GetBoolean();
}

/// <summary>The main template, compiled to what Azure is sent, with the modules inside of it.</summary>
internal sealed class Template
{
    private static readonly Lazy<Task<Template>> Compiled = new(CompileAsync);

    private readonly Dictionary<string, JsonElement> _variables = [];

    private Template(JsonElement root)
    {
        Root = root;
        Read("", root);
    }

    public JsonElement Root { get; }

    /// <summary>What is deployed, in all modules.</summary>
    public List<Resource> Resources { get; } = [];

    /// <summary>Parameters and outputs of all modules and of the main template.</summary>
    public List<(string Module, string Kind, string Name, JsonElement Json)> Surfaces { get; } = [];

    public static Task<Template> MainAsync() => Compiled.Value;

    /// <summary>The resources of a type.</summary>
    public IReadOnlyList<Resource> OfType(string type) => [.. Resources.Where(resource => resource.Type == type)];

    /// <summary>The variables of a module.</summary>
    public JsonElement VariablesOf(string module) => _variables[module];

    /// <summary>A parameter file's values.</summary>
    public static async Task<JsonElement> ParametersAsync(string environment)
    {
        return (await CompiledAsync(environment, "parametersJson")).GetProperty("parameters");
    }

    private static async Task<Template> CompileAsync() => new(await CompiledAsync("prod", "templateJson"));

    private static async Task<JsonElement> CompiledAsync(string environment, string part)
    {
        var (output, complaints, _) = await Bicep.BuildParametersAsync($"main.{environment}.bicepparam");
        Assert.Equal("", complaints);
        return JsonElement.Parse(JsonElement.Parse(output).GetProperty(part).GetString()!);
    }

    private void Read(string module, JsonElement template)
    {
        if (template.TryGetProperty("variables", out var variables))
        {
            _variables[module] = variables;
        }

        foreach (var kind in new[] { "parameters", "outputs" })
        {
            if (template.TryGetProperty(kind, out var members))
            {
                Surfaces.AddRange(members.EnumerateObject().Select(member => (module, kind, member.Name, member.Value)));
            }
        }

        var resources = template.GetProperty("resources");
        foreach (var json in resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject()
            .Select(member => member.Value))
        {
            var resource = new Resource(module, json.GetProperty("type").GetString()!, json);
            if (resource.Type == "Microsoft.Resources/deployments")
            {
                Read($"{module}/{Literal(json.GetProperty("name").GetString()!)}", resource.Properties.GetProperty("template"));
            }
            else if (!resource.IsExisting)
            {
                Resources.Add(resource);
            }
        }
    }

    // Modules in a loop have a name that is only known when they are deployed.
    private static string Literal(string name) => name.StartsWith('[') ? "*" : name;
}
