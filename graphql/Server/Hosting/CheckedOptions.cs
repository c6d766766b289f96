using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting;

/// <summary>Registers settings that are checked before the server starts.</summary>
internal static class CheckedOptions
{
    /// <summary>Binds options to a section of the configuration. Their annotations are checked when the server starts.</summary>
    public static OptionsBuilder<TOptions> AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptionsWithValidateOnStart<TOptions>().BindSettings(section).ValidateDataAnnotations();

    /// <summary>Keeps the server from starting while there are complaints: sentences that say what is wrong.</summary>
    public static OptionsBuilder<TOptions> Refuse<TOptions>(
        this OptionsBuilder<TOptions> builder, Func<TOptions, IServiceProvider, IEnumerable<string>> complaints)
        where TOptions : class
    {
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(
            provider => new Check<TOptions>(options => complaints(options, provider)));
        return builder;
    }

    private sealed class Check<TOptions>(Func<TOptions, IEnumerable<string>> complaints) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            complaints(options).ToList() is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
