using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>Keeps the server from starting with an explorer that nobody could open.</summary>
internal sealed class ExplorerOptionsValidator : IValidateOptions<ExplorerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ExplorerOptions options) =>
        string.IsNullOrWhiteSpace(options.Title)
            ? ValidateOptionsResult.Fail($"{ExplorerOptions.Section}:{nameof(options.Title)} must not be empty.")
            : ValidateOptionsResult.Success;
}
