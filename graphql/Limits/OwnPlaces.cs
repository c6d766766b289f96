namespace IndhCoops.GraphQL.Limits;

/// <summary>Says of an endpoint that it counts its requests itself: they take no place of queries.</summary>
internal sealed class OwnPlaces;
