using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting;

/// <summary>Receives what a run reports while it goes on: a terminal, or a log, which the Functions host receives line by line.</summary>
public interface IRunLog : IProgress<WorkProgress>
{
    /// <summary>Something is done, such as a report that has landed.</summary>
    void Line(string line, LogLevel level = LogLevel.Information);
}
