using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>A saved query cannot be served, and the server must not start as if it could.</summary>
internal sealed class SavedQueryException(string message, Exception? inner = null) : StartException(message, inner);
