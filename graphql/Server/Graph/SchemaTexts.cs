using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Makes the text of the schema that clients download.</summary>
internal static class SchemaTexts
{
    public static SchemaText Of(IServiceProvider services) =>
        new(Encoding.UTF8.GetBytes(services.GetRequiredService<GraphSchema>().ToSdl()));
}
