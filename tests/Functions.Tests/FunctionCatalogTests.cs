using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.Azure.Functions.Worker;

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
            services => services.AddFunction(typeof(Scripted), Scripted.Hourly).AddFunction(typeof(Scripted), Scripted.Hourly with { Name = "scripted" }),
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

    [Theory]
    [InlineData(typeof(Scripted), "Scripted must have one public static method with [Function(\"Scripted\")], as MonthlyReport has it: there a timer starts it.")]
    [InlineData(typeof(WithoutTrigger), "WithoutTrigger.OnTimer has no parameter with [TimerTrigger]; only timers are understood here.")]
    [InlineData(typeof(WithoutSeconds), "WithoutSeconds.OnTimer has the schedule '0 2 1 * *'; it must have six fields, seconds first, such as '0 0 2 1 * *'.")]
    public void A_class_whose_timer_is_not_understood_says_what_to_write(Type type, string expected) =>
        Assert.Equal(expected, Assert.Throws<StartException>(() => TimerAttributes.Read(type)).Message);

    private sealed class WithoutTrigger
    {
        [Function(nameof(WithoutTrigger))]
        public static void OnTimer(TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class WithoutSeconds
    {
        [Function(nameof(WithoutSeconds))]
        public static void OnTimer([TimerTrigger("0 2 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }
}
