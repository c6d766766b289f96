using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class LoadedDataConfiguration : IEntityTypeConfiguration<LoadedData>
{
    public void Configure(EntityTypeBuilder<LoadedData> builder) => builder.HasKey(data => data.Name);
}
