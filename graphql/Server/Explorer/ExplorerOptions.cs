namespace IndhCoops.GraphQL.Explorer;

/// <summary>What can be set about the explorer, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class ExplorerOptions
{
    public const string Section = "Explorer";

    /// <summary>Whether browsers are shown the explorer at all; null for only in the Development environment.</summary>
    public bool? Enabled { get; set; }
}
