using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Importing;

/// <summary>Serves the workbook that an office fills in.</summary>
internal static class TemplateEndpoint
{
    /// <summary>Answers <c>GET /import/template.xlsx</c>; <c>?language=ar</c> or <c>en</c> for another language than French.</summary>
    public static void MapImportTemplate(this WebApplication app) =>
        app.MapMethods("/import/template.xlsx", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithMetadata(new NeedsData())
            .AllowConfiguredOrigins(app.Services);

    private static async Task<IResult> ServeAsync(ImportTemplate template, string? language, CancellationToken cancellationToken)
    {
        if (IntakeLanguages.Find(language ?? "fr") is not { } known)
        {
            return Results.Problem(
                $"There is no such language; there are: {string.Join(", ", IntakeLanguages.Codes)}.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        using var workbook = new MemoryStream();
        await template.WriteAsync(workbook, known, cancellationToken);
        return Results.File(workbook.ToArray(), WorkbookWriter.ContentType, "indh-import.xlsx");
    }
}
