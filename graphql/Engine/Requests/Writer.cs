using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>The author of what a request writes.</summary>
public abstract record Writer
{
    /// <summary>Whether they may do what a mutation does.</summary>
    public abstract bool May(Mutation mutation);
}
