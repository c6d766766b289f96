using IndhCoops.Domain.Intake.Workbooks;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Intake;

/// <summary>Registers the import of files of offices.</summary>
public static class IntakeServices
{
    /// <summary>Registers it with its settings; those of the ledger hold as well.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>()
            .BindConfiguration(IntakeOptions.Section)
            .Validate(IntakeOptions.AreSound, IntakeOptions.Complaint)
            .ValidateOnStart();
        return services.AddSingleton<OfficeImporter>().AddSingleton<ImportTemplate>();
    }
}
