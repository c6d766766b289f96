using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Importing;

/// <summary>Gives the refused rows of a file back to its sender.</summary>
internal static class RefusedEndpoint
{
    /// <summary>Answers <c>GET</c> and <c>HEAD</c> on the address that <c>importFile</c> gives as <c>refusedFile</c>.</summary>
    public static void MapRefusedWorkbooks(this WebApplication app) =>
        app.MapMethods(RefusedWorkbooks.Pattern, [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowConfiguredOrigins(app.Services);

    private static async Task ServeAsync(Guid id, HttpContext context, TokenRights rights, RefusedWorkbooks workbooks)
    {
        var sender = await rights.SenderAsync(context);
        if (!sender.MayImport)
        {
            await FailureAnswer.WriteAsync(context, sender.Refusal);
            return;
        }

        if (!workbooks.TryTake(id, sender.Writer!.Author, out var workbook))
        {
            await Results.Problem(
                "No refused rows of yours are kept under this address, or no more. Send the file again.",
                statusCode: StatusCodes.Status404NotFound)
                .ExecuteAsync(context);
            return;
        }

        using (workbook)
        {
            context.Response.ContentType = WorkbookWriter.ContentType;
            context.Response.ContentLength = workbook.Length;
            context.Response.Headers.ContentDisposition = "attachment; filename=\"refus.xlsx\"";
            context.Response.Headers.CacheControl = "no-store";
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await workbook.SendAsync(context.Response.Body, context.RequestAborted);
            }
        }
    }
}
