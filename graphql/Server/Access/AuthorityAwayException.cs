namespace IndhCoops.GraphQL.Access;

/// <summary>The keys of the authority are not there, so that nobody can tell whether a token is good.</summary>
internal sealed class AuthorityAwayException() : Exception("The keys of the authority cannot be fetched.");
