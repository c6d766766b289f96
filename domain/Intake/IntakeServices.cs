using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Workbooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Intake;

/// <summary>Registers the import of files of offices.</summary>
public static class IntakeServices
{
    /// <summary>Registers it with its settings; <see cref="LedgerServices"/> brings those of the ledger.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>().Bind(configuration.GetSection(IntakeOptions.Section)).Validate(IntakeOptions.AreSound, IntakeOptions.Complaint).ValidateOnStart();
        return services.AddSingleton<OfficeImporter>().AddSingleton<ImportTemplate>();
    }
}
