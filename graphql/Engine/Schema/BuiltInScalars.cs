using System.Collections.Frozen;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What the scalars of GraphQL itself are, which the library leaves without a word.</summary>
internal static class BuiltInScalars
{
    /// <summary>The description of each, by its name.</summary>
    public static FrozenDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        ["Boolean"] = "True or false.",
        ["Float"] = "A number with a fraction, as a double-precision floating-point number.",
        ["ID"] = "What identifies something; not meant to be read by people.",
        ["Int"] = "A whole number of 32 bits with a sign.",
        ["String"] = "Text, as a sequence of Unicode characters.",
    }.ToFrozenDictionary();
}
