namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Answers a request with comma-separated values, for clients that accept them.</summary>
internal delegate Task TableHandler(HttpContext context, GraphRequest request);
