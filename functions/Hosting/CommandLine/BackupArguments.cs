namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What <c>backup</c> is asked for.</summary>
/// <param name="File">The file to write.</param>
internal sealed record BackupArguments(string File) : Command;

/// <summary>What <c>restore</c> is asked for.</summary>
/// <param name="File">The file to read.</param>
internal sealed record RestoreArguments(string File) : Command;
