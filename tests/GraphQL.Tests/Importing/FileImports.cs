using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Uploads;
using IndhCoops.GraphQL.Importing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>The import behind an executor that a test puts together by itself.</summary>
internal static class FileImports
{
    public static FileImport Of(IDbContextFactory<IndhCoopsContext> contexts)
    {
        var (intake, uploads) = (Options.Create(new IntakeOptions()), Options.Create(new UploadOptions()));
        return new FileImport(
            new OfficeImporter(contexts, intake, Options.Create(new LedgerOptions()), TimeProvider.System),
            new RefusedWorkbooks(uploads, TimeProvider.System),
            intake,
            uploads,
            NullLogger<FileImport>.Instance);
    }
}
