namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Marks an endpoint that takes its place itself, for only a part of its work.</summary>
internal sealed class OwnPlaces;
