using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions.Tests;

/// <summary>Timers and registrations must agree before anything runs.</summary>
public sealed class FunctionCatalogTests
{
    [Fact]
    public void Timers_without_code_and_code_without_timers_are_all_named()
    {
        using var folder = new AppFolder();

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(
            ["--data", folder.Root],
            services => services.AddTimers<TwoTimers>().AddFunction<Scripted>("Scripted").AddFunction<Scripted>("scripted").AddFunction<Scripted>("Nowhere"),
            AppFolder.Settings));

        Assert.Contains("[Function(\"Forgotten\")] has a timer, but no code", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The function Nowhere is registered", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The function scripted is registered", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Scripted", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        using var folder = new AppFolder();

        var exception = Assert.Throws<StartException>(() => FunctionsApp.Build(
            ["--data", folder.Root],
            services => services.AddTimers<TwoTimers>().AddFunction<Scripted>("Scripted").AddFunction<Scripted>("Scripted").AddFunction<Scripted>("Forgotten"),
            AppFolder.Settings));

        Assert.Equal("The function Scripted is registered 2 times: keep one.", exception.Message);
    }

    [Fact]
    public void Functions_are_found_in_whatever_case()
    {
        var catalog = new FunctionCatalog([Scripted.Hourly], [new FunctionRegistration("Scripted")]);

        Assert.Equal("Scripted", catalog.Find("SCRIPTED")?.Name);
        Assert.Null(catalog.Find("Other"));
    }

    private sealed class TwoTimers
    {
        [Function("Scripted")]
        public void One([TimerTrigger("0 0 * * * *")] TimerInfo timer) => throw new NotSupportedException();

        [Function("Forgotten")]
        public void Other([TimerTrigger("0 0 * * * *")] TimerInfo timer) => throw new NotSupportedException();
    }
}
