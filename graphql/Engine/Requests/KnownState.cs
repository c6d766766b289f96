namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What earlier requests found out about one state of the data. Opaque to everything but the engine.</summary>
internal abstract class KnownState;
