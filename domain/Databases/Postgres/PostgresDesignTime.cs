using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;

[assembly: DesignTimeServicesReference(
    "IndhCoops.Domain.Databases.Postgres.PostgresDesignTime, IndhCoops.Domain", "Npgsql.EntityFrameworkCore.PostgreSQL")]

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// What <c>dotnet ef</c> needs for <see cref="PostgresIndhCoopsContext"/>: its snapshot of the model would forget which relations have no
/// constraint, and the next migration would drop or create them.
/// </summary>
public sealed class PostgresDesignTime : IDesignTimeServices
{
    /// <inheritdoc/>
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) =>
        serviceCollection.AddSingleton<IAnnotationCodeGenerator, CodeGenerator>();

#pragma warning disable EF1001 // Npgsql's own generator is what has to be extended; it runs on developers' machines only.
    private sealed class CodeGenerator(AnnotationCodeGeneratorDependencies dependencies) : NpgsqlAnnotationCodeGenerator(dependencies)
    {
        public override IReadOnlyList<MethodCallCodeFragment> GenerateFluentApiCalls(
            IForeignKey foreignKey, IDictionary<string, IAnnotation> annotations)
        {
            var hasNoConstraint = annotations.TryGetValue(RelationalAnnotationNames.Name, out var name) && name.Value is null;
            var calls = base.GenerateFluentApiCalls(foreignKey, annotations);
            return hasNoConstraint ? [.. calls, new MethodCallCodeFragment("HasAnnotation", RelationalAnnotationNames.Name, null)] : calls;
        }
    }
#pragma warning restore EF1001
}
