using IndhCoops.Databases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IndhCoops.Domain.Tests.Migrations;

/// <summary>
/// A migration says itself what it does: if it called code of the program, it would do something else after that code has changed.
/// </summary>
public sealed class MigrationSourceTests
{
    // All of the project that a migration may name, and what the compiler would otherwise get from the project file.
    private const string Contexts = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        namespace IndhCoops.Domain.Databases.Sqlite
        {
            public sealed class SqliteIndhCoopsContext : Microsoft.EntityFrameworkCore.DbContext { }
        }

        namespace IndhCoops.Domain.Databases.Postgres
        {
            public sealed class PostgresIndhCoopsContext : Microsoft.EntityFrameworkCore.DbContext { }
        }
        """;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Migrations_compile_without_the_code_of_the_program(string database)
    {
        var files = Directory.GetFiles(SourceTree.PathOf("domain", "Databases", database, "Migrations"), "*.cs")
            .Where(file =>
                !file.EndsWith(".Designer.cs", StringComparison.Ordinal) && !file.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        var sources = files.Select(file =>
            CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file, cancellationToken: TestContext.Current.CancellationToken));
        var packages = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("IndhCoops.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Migrations",
            [CSharpSyntaxTree.ParseText(Contexts, cancellationToken: TestContext.Current.CancellationToken), .. sources],
            packages,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(
                diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
