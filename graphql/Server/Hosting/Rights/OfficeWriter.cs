using IndhCoops.Domain.Changes;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Hosting.Rights;

internal sealed record OfficeWriter(Author Author, IReadOnlySet<WriteRight> Rights) : Writer
{
    public override bool May(Mutation mutation) => mutation is INeedsRight { Right: var right } && Rights.Contains(right);
}
