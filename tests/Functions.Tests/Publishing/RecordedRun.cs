using IndhCoops.Domain;
using IndhCoops.Functions.Hosting;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What a run said while it went on, and at its end.</summary>
internal sealed class RecordedRun : IRunLog
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public string Summary { get; set; } = "";

    public void Report(WorkProgress value)
    {
    }

    public void Line(string line, LogLevel level = LogLevel.Information) => _lines.Add(line);
}
