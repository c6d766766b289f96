using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Finds out what whoever sends a request may.</summary>
internal interface IRequestRights
{
    /// <summary>The request, with the rights of whoever sent it.</summary>
    ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request);

    /// <summary>Who sent a request, by its token.</summary>
    ValueTask<Sender> SenderAsync(HttpContext context);
}
