using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>A file, or a sheet of it, is refused as a whole.</summary>
internal sealed class FileRefusedException(
    RefusalReason reason, IReadOnlyList<string>? arguments = null, Exception? cause = null) : Exception(reason.ToString(), cause)
{
    public RefusalReason Reason { get; } = reason;

    public IReadOnlyList<string> Arguments { get; } = arguments ?? [];
}
