using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Grants;

/// <summary>Registers what recording in the ledger is set up with.</summary>
public static class LedgerServices
{
    /// <summary>Binds and checks <see cref="LedgerOptions"/>; without it, its defaults hold.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LedgerOptions>().Bind(configuration.GetSection(LedgerOptions.Section))
            .Validate(LedgerOptions.AreSound, LedgerOptions.Complaint).ValidateOnStart();
        return services;
    }
}
