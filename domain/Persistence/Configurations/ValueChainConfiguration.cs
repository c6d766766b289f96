using IndhCoops.Domain.Cooperatives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ValueChainConfiguration : IEntityTypeConfiguration<ValueChain>
{
    public void Configure(EntityTypeBuilder<ValueChain> builder)
    {
        builder.HasKey(chain => chain.Code);
        builder.HasIndex(chain => new { chain.Sector, chain.Name }).IsUnique();
    }
}
