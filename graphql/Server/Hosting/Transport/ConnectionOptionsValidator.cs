namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Keeps the server from starting with more connections than it could hold.</summary>
internal sealed class ConnectionOptionsValidator(
    Descriptors descriptors, IOptions<RequestLimitOptions> requests) : IValidateOptions<ConnectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionOptions options) =>
        options.Max is { } max && descriptors.ConnectionsAtMost(requests.Value.MaxConcurrent) is { } most && max > most
            ? ValidateOptionsResult.Fail(
                $"{ConnectionOptions.Section}:{nameof(options.Max)} is {max}, but of the {descriptors.Limit} files and connections that "
                    + $"this process may hold open, {most} are left for clients. {Descriptors.Advice}")
            : ValidateOptionsResult.Success;
}
