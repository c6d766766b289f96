using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Whoever writes by a request.</summary>
public abstract record Writer
{
    /// <summary>Whether they may do what a mutation does.</summary>
    public abstract bool May(Mutation mutation);
}
