using IndhCoops.Domain.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Grants;

/// <summary>Registers what recording in the ledger is set up with.</summary>
public static class LedgerServices
{
    /// <summary>Binds and checks <see cref="LedgerOptions"/>; without it, its defaults hold.</summary>
    /// <param name="services">The services.</param>
    /// <param name="wait">How long is waited where the settings do not say it; null for the default.</param>
    public static IServiceCollection AddLedger(this IServiceCollection services, TimeSpan? wait = null)
    {
        services.AddOptions<LedgerOptions>()
            .Configure(options => options.Wait = wait ?? options.Wait)
            .BindSettings(LedgerOptions.Section)
            .Validate(LedgerOptions.AreSound, LedgerOptions.Complaint).ValidateOnStart();
        return services;
    }
}
