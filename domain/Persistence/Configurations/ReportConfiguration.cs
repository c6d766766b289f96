using IndhCoops.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<ReportFile>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.Property(report => report.Id).ValueGeneratedNever();
        builder.HasOne(report => report.Strike).WithMany().HasForeignKey("StrikeNumber").IsRequired();
        builder.Navigation(report => report.Files).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(report => new { report.Period, report.Revision }).IsUnique();
        builder.ToTable(table => table.HasCheckConstraint("ck_reports_revision", "revision > 0"));
    }

    public void Configure(EntityTypeBuilder<ReportFile> builder)
    {
        builder.Property<string>("TerritorySearch").HasDefaultValue("");
        builder.Property<string>("LanguageSearch").HasDefaultValue("");
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Ignore(file => file.Path);
        builder.HasIndex(file => file.Url).IsUnique();
        builder.HasOne(file => file.Report).WithMany(report => report.Files).HasForeignKey("ReportId").IsRequired();
        builder.ToTable(table => table.HasCheckConstraint("ck_report_files_size", "size_bytes >= 0 and rows >= 0 and length(sha256) = 64"));
    }
}
