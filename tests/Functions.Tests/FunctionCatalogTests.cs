using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests;

/// <summary>What is wrong with functions is said before anything runs.</summary>
public sealed class FunctionCatalogTests
{
    [Fact]
    public void A_name_is_used_once_in_whatever_case()
    {
        using var folder = new AppFolder();

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(
            ["--data", folder.Root],
            services => services.AddFunction(typeof(Scripted), Scripted.Hourly).AddFunction(
                typeof(Scripted), Scripted.Hourly with { Name = "scripted" }),
            AppFolder.Settings));

        Assert.StartsWith("Two functions are named scripted. Give one of them another name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_found_in_whatever_case()
    {
        var catalog = new FunctionCatalog([Scripted.Hourly]);

        Assert.Equal("Scripted", catalog.Find("SCRIPTED")?.Name);
        Assert.Null(catalog.Find("Other"));
    }
}
