using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>Keeps the server from starting with a sign-in that could not work.</summary>
internal sealed class SignInOptionsValidator(IOptions<AccessOptions> access) : IValidateOptions<SignInOptions>
{
    private const string Required = "openid";

    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        if (options.ClientId is null)
        {
            return ValidateOptionsResult.Success;
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            return Fail(nameof(options.ClientId), "must not be empty: it is the page's own client id at the authority.");
        }

        if (access.Value.Authority is null)
        {
            return Fail(
                nameof(options.ClientId),
                $"is set, but not at which authority people sign in: set {AccessOptions.Section}:{nameof(AccessOptions.Authority)} too.");
        }

        return options.Scope.Split(' ').Contains(Required)
            ? ValidateOptionsResult.Success
            : Fail(nameof(options.Scope), $"must hold '{Required}', as every sign-in by OpenID Connect does; it is '{options.Scope}'.");
    }

    private static ValidateOptionsResult Fail(string setting, string problem) =>
        ValidateOptionsResult.Fail($"{SignInOptions.Section}:{setting} {problem}");
}
