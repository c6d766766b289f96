namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What is known of a state of the data from requests before. Whoever passes a request on does not look into it.</summary>
public abstract class KnownState;
