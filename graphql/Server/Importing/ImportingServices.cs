using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Mutations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.GraphQL.Importing;

/// <summary>Registers the import of files that come with requests.</summary>
internal static class ImportingServices
{
    public static IServiceCollection AddImporting(this IServiceCollection services)
    {
        services.TryAddSingleton<OfficeImporter>();
        return services.AddSingleton<RefusedWorkbooks>().AddSingleton<IOutcomeHandler, FileImport>();
    }

    /// <summary>Serves the template, and the refused rows of what was imported.</summary>
    public static void MapImporting(this WebApplication app)
    {
        app.MapImportTemplate();
        app.MapRefusedWorkbooks();
    }
}
