using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests;

/// <summary>Folders and registrations must agree before anything runs.</summary>
public sealed class FunctionCatalogTests
{
    [Fact]
    public void Folders_without_code_and_code_without_folders_are_all_named()
    {
        using var folder = new AppFolder().With("Scripted").With("Forgotten");

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(
            ["--data", folder.Root],
            services => services.AddFunction<Scripted>("Scripted").AddFunction<Scripted>("scripted").AddFunction<Scripted>("Nowhere"),
            folder.Settings));

        Assert.Contains("The folder Forgotten", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The function Nowhere is registered", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The function scripted is registered", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Scripted", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        using var folder = new AppFolder().With("Scripted");

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(
            ["--data", folder.Root], services => services.AddFunction<Scripted>("Scripted").AddFunction<Scripted>("Scripted"), folder.Settings));

        Assert.Equal("The function Scripted is registered 2 times: keep one.", exception.Message);
    }

    [Fact]
    public void Functions_are_found_in_whatever_case()
    {
        using var folder = new AppFolder().With("Scripted");

        var catalog = new FunctionCatalog(folder.Root, [new FunctionRegistration("Scripted")]);

        Assert.Equal("Scripted", catalog.Find("SCRIPTED")?.Name);
        Assert.Null(catalog.Find("Other"));
    }
}
