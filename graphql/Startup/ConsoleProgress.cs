using IndhCoops.Domain.DemoLedger;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Shows on the console how far the demo ledger is.</summary>
internal sealed class ConsoleProgress : IProgress<DemoProgress>
{
    private string? _step;

    public void Report(DemoProgress value)
    {
        // Where the output is a file or a log, a line per step is enough.
        if (Console.IsOutputRedirected)
        {
            if (value.Step != _step)
            {
                Console.WriteLine($"Demo ledger (synthetic): {value.Step}");
            }
        }
        else
        {
            Console.Write($"\rDemo ledger (synthetic): {value.Step,-14} {value.Rows,10:N0} rows {value.Share,5:P0}   {(value.Share >= 1 ? "\n" : "")}");
        }

        _step = value.Step;
    }
}
