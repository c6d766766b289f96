using IndhCoops.Databases;
using YamlDotNet.RepresentationModel;

namespace IndhCoops.Infra.Tests;

/// <summary>The project's files in YAML.</summary>
internal static class Yaml
{
    /// <summary>Reads the one document of a file of the project.</summary>
    public static YamlMappingNode Read(params string[] path)
    {
        using var reader = File.OpenText(SourceTree.PathOf(path));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }
}
