using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;

namespace IndhCoops.Functions.Importing;

/// <summary>Registers what imports the files in the container.</summary>
internal static class ImportingServices
{
    /// <summary>Registers it, with the settings of imports and of the ledger.</summary>
    public static IServiceCollection AddImporting(this IServiceCollection services) =>
        services.AddLedger().AddIntake().AddSingleton<ImportContainer>();
}
