using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Hosting.Uploads;
using IndhCoops.GraphQL.Mutations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.GraphQL.Importing;

/// <summary>Registers the import of files that come with requests.</summary>
internal static class ImportingServices
{
    public static IServiceCollection AddImporting(this IServiceCollection services)
    {
        services.TryAddSingleton<OfficeImporter>();
        return services.AddSingleton<RefusedWorkbooks>().AddSingleton<IOutcomeHandler>(provider => new FileImport(
            provider.GetRequiredService<OfficeImporter>(),
            provider.GetRequiredService<RefusedWorkbooks>(),
            provider.GetRequiredService<IOptions<IntakeOptions>>(),
            provider.GetRequiredService<IOptions<UploadOptions>>(),
            provider.GetRequiredService<ILogger<FileImport>>()));
    }

    /// <summary>Serves the template, and the refused rows of what was imported.</summary>
    public static void MapImporting(this WebApplication app)
    {
        app.MapImportTemplate();
        app.MapRefusedWorkbooks();
    }
}
