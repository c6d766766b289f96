namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Finds the rights of a request's sender.</summary>
internal interface IRequestRights
{
    /// <summary>The request, with the rights of its sender.</summary>
    ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request);

    /// <summary>Who sent a request, by its token.</summary>
    ValueTask<Sender> SenderAsync(HttpContext context);
}
