namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Says of an endpoint that it takes places itself, for a part of what it does.</summary>
internal sealed class OwnPlaces;
