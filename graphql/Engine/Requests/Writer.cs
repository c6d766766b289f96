using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Requests;

internal abstract record Writer
{
    public abstract bool May(Mutation mutation);
}
