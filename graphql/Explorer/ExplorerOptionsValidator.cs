using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>Keeps the server from starting with an explorer that nobody could open.</summary>
internal sealed class ExplorerOptionsValidator : IValidateOptions<ExplorerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ExplorerOptions options) =>
        string.IsNullOrWhiteSpace(options.Title) ? Missing(nameof(options.Title))
        : string.IsNullOrWhiteSpace(options.Folder) ? Missing(nameof(options.Folder))
        : ValidateOptionsResult.Success;

    private static ValidateOptionsResult Missing(string setting) =>
        ValidateOptionsResult.Fail($"{ExplorerOptions.Section}:{setting} must not be empty.");
}
